"""The pages of the diary."""

from django.urls import path, register_converter

from tracker.views.dates import IsoDay
from tracker.views.day import day
from tracker.views.demo import leave_demo, look_at_demo
from tracker.views.entries import delete_entry, edit_entry
from tracker.views.first_questions import first_question
from tracker.views.flag_notes import mark_flag
from tracker.views.front import front
from tracker.views.log.choose import choose
from tracker.views.log.intake import log_intake, preview_intake
from tracker.views.log.meal import log_meal
from tracker.views.log.none import log_no_symptoms, log_none
from tracker.views.log.symptom import log_symptom
from tracker.views.magnesium_forms import magnesium_forms
from tracker.views.medicines import medicines
from tracker.views.profile import profile, remove_line, stop_medicine, topic
from tracker.views.profile import undo as undo_profile
from tracker.views.rules import rule, rules
from tracker.views.undo import undo

app_name = "tracker"

register_converter(IsoDay, "iso_day")

urlpatterns = [
    path("", front, name="front"),
    path("day/", day, name="day"),
    path("day/<iso_day:on>/", day, name="day_on"),
    path("day/<iso_day:on>/flag/", mark_flag, name="mark_flag"),
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
    path("log/symptom/", log_symptom, name="log_symptom"),
    path("log/none/", log_none, name="log_none"),
    path("log/no-symptoms/", log_no_symptoms, name="log_no_symptoms"),
    # An imported id may hold any character, a slash too.
    path("entry/<slug:kind>/<path:entry_id>/delete/", delete_entry, name="delete_entry"),
    path("entry/<slug:kind>/<path:entry_id>/", edit_entry, name="edit_entry"),
    path("undo/<int:change>/", undo, name="undo"),
    path("rules/", rules, name="rules"),
    path("rules/<slug:rule_id>/", rule, name="rule"),
    path("medicines/", medicines, name="medicines"),
    path("forms/", magnesium_forms, name="forms"),
]
