"""The pages of the diary."""

from django.urls import path, register_converter

from tracker.views.dates import IsoDay, IsoMonth
from tracker.views.ids import AnyId
from tracker.views.later import Later


def view(place: str) -> Later:
    """Return the view at `place` in tracker/views, which is imported when it is asked for."""
    return Later(f"tracker.views.{place}")


app_name = "tracker"

register_converter(AnyId, "any_id")
register_converter(IsoDay, "iso_day")
register_converter(IsoMonth, "iso_month")

urlpatterns = [
    path("", view("front.front"), name="front"),
    path("day/", view("day.day"), name="day"),
    path("day/<iso_day:on>/", view("day.day"), name="day_on"),
    path("day/<iso_day:on>/flag/", view("flag_notes.mark_flag"), name="mark_flag"),
    path("calendar/", view("calendar.calendar"), name="calendar"),
    path("calendar/<iso_month:month>/", view("calendar.calendar"), name="calendar_of"),
    path("trends/", view("trends.trends"), name="trends"),
    path("report/", view("handover.page.report"), name="report"),
    path("report/choose/", view("handover.page.choose_for_report"), name="choose_for_report"),
    path("report/cover/", view("handover.page.cover_sheet"), name="cover_sheet"),
    path("report/file/<slug:file_format>/", view("handover.page.report_file"), name="report_file"),
    path("demo/", view("demo.look_at_demo"), name="demo"),
    path("demo/leave/", view("demo.leave_demo"), name="leave_demo"),
    path("profile/", view("profile.profile"), name="profile"),
    path("profile/first-question/", view("first_questions.first_question"), name="first_question"),
    path("profile/remove/", view("profile.remove_line"), name="profile_remove"),
    path("profile/undo/", view("profile.undo"), name="profile_undo"),
    path("profile/medicines/stop/", view("profile.stop_medicine"), name="profile_stop_medicine"),
    path("profile/<slug:slug>/", view("profile.topic"), name="profile_topic"),
    path("log/", view("log.choose.choose"), name="log"),
    path("log/intake/", view("log.intake.log_intake"), name="log_intake"),
    path("log/intake/preview/", view("log.intake.preview_intake"), name="preview_intake"),
    path("log/meal/", view("log.meal.log_meal"), name="log_meal"),
    path("log/meal/foods/", view("log.meal.meal_foods"), name="meal_foods"),
    path("log/symptom/", view("log.symptom.log_symptom"), name="log_symptom"),
    path("log/again/", view("log.again.log_again"), name="log_again"),
    path("log/skip/", view("log.skip.skip_dose"), name="skip_dose"),
    path("log/none/", view("log.none.log_none"), name="log_none"),
    path("log/no-symptoms/", view("log.none.log_no_symptoms"), name="log_no_symptoms"),
    path("favourites/", view("favourites.favourites"), name="favourites"),
    path("favourites/new/", view("favourites.add_favourite"), name="add_favourite"),
    path(
        "favourites/<any_id:entry_id>/delete/",
        view("favourites.delete_favourite"),
        name="delete_favourite",
    ),
    path(
        "favourites/<any_id:entry_id>/",
        view("favourites.change_favourite"),
        name="change_favourite",
    ),
    path("entries/", view("entry_list.entry_list"), name="entries"),
    path("entries/filter/", view("entry_list.entry_filter"), name="entries_filter"),
    path("check-in/", view("check_in.check_in"), name="check_in"),
    path("check-in/same/", view("check_in.same_as_day_before"), name="check_in_same"),
    path("check-in/symptoms/", view("tracked.symptoms"), name="check_in_symptoms"),
    path("check-in/symptoms/own/", view("tracked.add_own"), name="check_in_add_own"),
    path(
        "check-in/symptoms/own/<any_id:symptom_id>/",
        view("tracked.own_symptom"),
        name="check_in_own_symptom",
    ),
    path(
        "entry/intake/<any_id:entry_id>/tolerance/", view("tolerance.tolerance"), name="tolerance"
    ),
    path(
        "entry/<slug:kind>/<any_id:entry_id>/history/",
        view("entry_history.entry_history"),
        name="entry_history",
    ),
    path(
        "entry/<slug:kind>/<any_id:entry_id>/delete/",
        view("entries.delete_entry"),
        name="delete_entry",
    ),
    path("entry/<slug:kind>/<any_id:entry_id>/", view("entries.edit_entry"), name="edit_entry"),
    path("experiments/", view("experiments.listing.experiments"), name="experiments"),
    path("experiments/new/", view("experiments.planning.new_experiment"), name="new_experiment"),
    path(
        "experiments/<any_id:experiment_id>/stop/",
        view("experiments.page.stop_experiment"),
        name="stop_experiment",
    ),
    path(
        "experiments/<any_id:experiment_id>/drop/",
        view("experiments.page.drop_experiment"),
        name="drop_experiment",
    ),
    path(
        "experiments/<any_id:experiment_id>/report/",
        view("experiments.report.experiment_report"),
        name="experiment_report",
    ),
    path(
        "experiments/<any_id:experiment_id>/",
        view("experiments.page.experiment"),
        name="experiment",
    ),
    path("undo/<int:change>/", view("undo.undo"), name="undo"),
    path(
        "undo/<int:change>/experiment/",
        view("experiments.page.undo_experiment"),
        name="undo_experiment",
    ),
    path("shelf/", view("shelf.listing.shelf"), name="shelf"),
    path("shelf/new/", view("shelf.product.new_product"), name="new_product"),
    path("shelf/preview/", view("shelf.product.preview_product"), name="preview_product"),
    path("shelf/<any_id:product_id>/stock/", view("shelf.changes.count_stock"), name="count_stock"),
    path("shelf/<any_id:product_id>/put-away/", view("shelf.changes.put_away"), name="put_away"),
    path(
        "shelf/<any_id:product_id>/delete/",
        view("shelf.changes.delete_product"),
        name="delete_product",
    ),
    path("shelf/<any_id:product_id>/", view("shelf.product.product"), name="product"),
    path("shares/", view("shares.owner.shares"), name="shares"),
    path("shares/new/", view("shares.owner.new_share"), name="shares_new"),
    path("shares/<uuid:share_id>/end/", view("shares.owner.end_share"), name="end_share"),
    path("shares/<uuid:share_id>/forget/", view("shares.owner.forget_share"), name="forget_share"),
    path("s/<slug:token>/", view("shares.reader.shared"), name="shared"),
    path("s/<slug:token>/file/<slug:kind>/", view("shares.reader.shared_file"), name="shared_file"),
    path("shl/<slug:token>/", view("shares.health_link.health_link"), name="health_link"),
    path(
        "shl/<slug:token>/<str:ticket>/", view("shares.health_link.health_file"), name="health_file"
    ),
    path("does-it-help/", view("helps.answer.helps"), name="helps"),
    path("does-it-help/ask/", view("helps.ask.ask"), name="helps_ask"),
    path("does-it-help/others/", view("helps.others.others"), name="helps_others"),
    path("does-it-help/logging/", view("helps.logging.what_is_logged"), name="helps_logging"),
    path(
        "does-it-help/before-after/",
        view("helps.before_after.before_after"),
        name="helps_before_after",
    ),
    path(
        "does-it-help/before-after/<iso_day:on>/",
        view("helps.before_after.before_after"),
        name="helps_before_after_on",
    ),
    path("does-it-help/asked/<any_id:question_id>/said/", view("helps.ask.say"), name="helps_say"),
    path(
        "does-it-help/asked/<any_id:question_id>/withdraw/",
        view("helps.ask.withdraw"),
        name="helps_withdraw",
    ),
    path(
        "does-it-help/asked/<any_id:question_id>/", view("helps.answer.helps"), name="helps_asked"
    ),
    path("how-we-count/", view("helps.method.method"), name="method"),
    path("archive/", view("archive.page.archive"), name="archive"),
    path("archive/file/", view("archive.page.archive_file"), name="archive_file"),
    path("archive/choose/", view("archive.page.choose_archive"), name="choose_archive"),
    path("archive/bring-in/", view("archive.page.bring_in"), name="bring_in"),
    path("rules/", view("rules.rules"), name="rules"),
    path("rules/<slug:rule_id>/", view("rules.rule"), name="rule"),
    path("medicines/", view("medicines.medicines"), name="medicines"),
    path("forms/", view("magnesium_forms.magnesium_forms"), name="forms"),
    path("more/", view("more.more"), name="more"),
    path("appearance/", view("appearance.appearance"), name="appearance"),
    path("offline/", view("device.offline"), name="offline"),
    path("manifest.webmanifest", view("device.manifest"), name="manifest"),
    path("service-worker.js", view("device.service_worker"), name="service_worker"),
    path("favicon.ico", view("device.favicon"), name="favicon"),
]
