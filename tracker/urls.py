"""The pages of the diary."""

from django.urls import path, register_converter

from tracker.views.appearance import appearance
from tracker.views.archive.page import archive, archive_file, bring_in, choose_archive
from tracker.views.calendar import calendar
from tracker.views.check_in import check_in, same_as_day_before
from tracker.views.dates import IsoDay, IsoMonth
from tracker.views.day import day
from tracker.views.demo import leave_demo, look_at_demo
from tracker.views.device import favicon, manifest, offline, service_worker
from tracker.views.entries import delete_entry, edit_entry
from tracker.views.entry_history import entry_history
from tracker.views.entry_list import entry_filter, entry_list
from tracker.views.experiments.listing import experiments
from tracker.views.experiments.page import (
    drop_experiment,
    experiment,
    stop_experiment,
    undo_experiment,
)
from tracker.views.experiments.planning import new_experiment
from tracker.views.experiments.report import experiment_report
from tracker.views.favourites import (
    add_favourite,
    change_favourite,
    delete_favourite,
    favourites,
)
from tracker.views.first_questions import first_question
from tracker.views.flag_notes import mark_flag
from tracker.views.front import front
from tracker.views.handover.page import choose_for_report, cover_sheet, report, report_file
from tracker.views.helps.answer import helps
from tracker.views.helps.ask import ask as ask_question
from tracker.views.helps.ask import say as say_because_it_hurts
from tracker.views.helps.ask import withdraw as withdraw_question
from tracker.views.helps.before_after import before_after
from tracker.views.helps.logging import what_is_logged
from tracker.views.helps.method import method
from tracker.views.helps.others import others as other_combinations
from tracker.views.ids import AnyId
from tracker.views.log.again import log_again
from tracker.views.log.choose import choose
from tracker.views.log.intake import log_intake, preview_intake
from tracker.views.log.meal import log_meal, meal_foods
from tracker.views.log.none import log_no_symptoms, log_none
from tracker.views.log.skip import skip_dose
from tracker.views.log.symptom import log_symptom
from tracker.views.magnesium_forms import magnesium_forms
from tracker.views.medicines import medicines
from tracker.views.more import more
from tracker.views.profile import profile, remove_line, stop_medicine, topic
from tracker.views.profile import undo as undo_profile
from tracker.views.rules import rule, rules
from tracker.views.shares.health_link import health_file, health_link
from tracker.views.shares.owner import end_share, forget_share, new_share, shares
from tracker.views.shares.reader import shared, shared_file
from tracker.views.shelf.changes import count_stock, delete_product, put_away
from tracker.views.shelf.listing import shelf
from tracker.views.shelf.product import new_product, preview_product, product
from tracker.views.tolerance import tolerance
from tracker.views.tracked import add_own, own_symptom, symptoms
from tracker.views.trends import trends
from tracker.views.undo import undo

app_name = "tracker"

register_converter(AnyId, "any_id")
register_converter(IsoDay, "iso_day")
register_converter(IsoMonth, "iso_month")

urlpatterns = [
    path("", front, name="front"),
    path("day/", day, name="day"),
    path("day/<iso_day:on>/", day, name="day_on"),
    path("day/<iso_day:on>/flag/", mark_flag, name="mark_flag"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/<iso_month:month>/", calendar, name="calendar_of"),
    path("trends/", trends, name="trends"),
    path("report/", report, name="report"),
    path("report/choose/", choose_for_report, name="choose_for_report"),
    path("report/cover/", cover_sheet, name="cover_sheet"),
    path("report/file/<slug:file_format>/", report_file, name="report_file"),
    path("demo/", look_at_demo, name="demo"),
    path("demo/leave/", leave_demo, name="leave_demo"),
    path("profile/", profile, name="profile"),
    path("profile/first-question/", first_question, name="first_question"),
    path("profile/remove/", remove_line, name="profile_remove"),
    path("profile/undo/", undo_profile, name="profile_undo"),
    path("profile/medicines/stop/", stop_medicine, name="profile_stop_medicine"),
    path("profile/<slug:slug>/", topic, name="profile_topic"),
    path("log/", choose, name="log"),
    path("log/intake/", log_intake, name="log_intake"),
    path("log/intake/preview/", preview_intake, name="preview_intake"),
    path("log/meal/", log_meal, name="log_meal"),
    path("log/meal/foods/", meal_foods, name="meal_foods"),
    path("log/symptom/", log_symptom, name="log_symptom"),
    path("log/again/", log_again, name="log_again"),
    path("log/skip/", skip_dose, name="skip_dose"),
    path("log/none/", log_none, name="log_none"),
    path("log/no-symptoms/", log_no_symptoms, name="log_no_symptoms"),
    path("favourites/", favourites, name="favourites"),
    path("favourites/new/", add_favourite, name="add_favourite"),
    path("favourites/<any_id:entry_id>/delete/", delete_favourite, name="delete_favourite"),
    path("favourites/<any_id:entry_id>/", change_favourite, name="change_favourite"),
    path("entries/", entry_list, name="entries"),
    path("entries/filter/", entry_filter, name="entries_filter"),
    path("check-in/", check_in, name="check_in"),
    path("check-in/same/", same_as_day_before, name="check_in_same"),
    path("check-in/symptoms/", symptoms, name="check_in_symptoms"),
    path("check-in/symptoms/own/", add_own, name="check_in_add_own"),
    path("check-in/symptoms/own/<any_id:symptom_id>/", own_symptom, name="check_in_own_symptom"),
    path("entry/intake/<any_id:entry_id>/tolerance/", tolerance, name="tolerance"),
    path("entry/<slug:kind>/<any_id:entry_id>/history/", entry_history, name="entry_history"),
    path("entry/<slug:kind>/<any_id:entry_id>/delete/", delete_entry, name="delete_entry"),
    path("entry/<slug:kind>/<any_id:entry_id>/", edit_entry, name="edit_entry"),
    path("experiments/", experiments, name="experiments"),
    path("experiments/new/", new_experiment, name="new_experiment"),
    path("experiments/<any_id:experiment_id>/stop/", stop_experiment, name="stop_experiment"),
    path("experiments/<any_id:experiment_id>/drop/", drop_experiment, name="drop_experiment"),
    path("experiments/<any_id:experiment_id>/report/", experiment_report, name="experiment_report"),
    path("experiments/<any_id:experiment_id>/", experiment, name="experiment"),
    path("undo/<int:change>/", undo, name="undo"),
    path("undo/<int:change>/experiment/", undo_experiment, name="undo_experiment"),
    path("shelf/", shelf, name="shelf"),
    path("shelf/new/", new_product, name="new_product"),
    path("shelf/preview/", preview_product, name="preview_product"),
    path("shelf/<any_id:product_id>/stock/", count_stock, name="count_stock"),
    path("shelf/<any_id:product_id>/put-away/", put_away, name="put_away"),
    path("shelf/<any_id:product_id>/delete/", delete_product, name="delete_product"),
    path("shelf/<any_id:product_id>/", product, name="product"),
    path("shares/", shares, name="shares"),
    path("shares/new/", new_share, name="shares_new"),
    path("shares/<uuid:share_id>/end/", end_share, name="end_share"),
    path("shares/<uuid:share_id>/forget/", forget_share, name="forget_share"),
    path("s/<slug:token>/", shared, name="shared"),
    path("s/<slug:token>/file/<slug:kind>/", shared_file, name="shared_file"),
    path("shl/<slug:token>/", health_link, name="health_link"),
    path("shl/<slug:token>/<str:ticket>/", health_file, name="health_file"),
    path("does-it-help/", helps, name="helps"),
    path("does-it-help/ask/", ask_question, name="helps_ask"),
    path("does-it-help/others/", other_combinations, name="helps_others"),
    path("does-it-help/logging/", what_is_logged, name="helps_logging"),
    path("does-it-help/before-after/", before_after, name="helps_before_after"),
    path("does-it-help/before-after/<iso_day:on>/", before_after, name="helps_before_after_on"),
    path("does-it-help/asked/<any_id:question_id>/said/", say_because_it_hurts, name="helps_say"),
    path(
        "does-it-help/asked/<any_id:question_id>/withdraw/",
        withdraw_question,
        name="helps_withdraw",
    ),
    path("does-it-help/asked/<any_id:question_id>/", helps, name="helps_asked"),
    path("how-we-count/", method, name="method"),
    path("archive/", archive, name="archive"),
    path("archive/file/", archive_file, name="archive_file"),
    path("archive/choose/", choose_archive, name="choose_archive"),
    path("archive/bring-in/", bring_in, name="bring_in"),
    path("rules/", rules, name="rules"),
    path("rules/<slug:rule_id>/", rule, name="rule"),
    path("medicines/", medicines, name="medicines"),
    path("forms/", magnesium_forms, name="forms"),
    path("more/", more, name="more"),
    path("appearance/", appearance, name="appearance"),
    path("offline/", offline, name="offline"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("favicon.ico", favicon, name="favicon"),
]
