"""What the resources of one document are made of, and what they are called in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID, uuid5

from tracker.domain.diary import Content, CustomSymptom, Diary, Product
from tracker.domain.selection import Selection
from tracker.exports.fhir.elements import LOINC, SNOMED_CT, Element, clean, reference
from tracker.knowledge import Knowledge
from tracker.knowledge.facts import SeenCode
from tracker.knowledge.symptom_facts import Symptom

NAMESPACE = UUID("2f0c7a3e-9d1b-5c7e-8a54-6b1d0e9f4c21")
"""Made for these documents, once and for all."""


class Planned(NamedTuple):
    """A resource that will be made when it is written, and its address in the document."""

    url: str
    make: Callable[[], Element]


@dataclass(frozen=True)
class Section:
    """A part of the document: what is in it for programs, and what for people.

    `about` is XHTML. `empty` says, as FHIR does, why a section that a summary has to have holds
    nothing.
    """

    title: str
    about: str
    code: Element | None = None
    resources: tuple[Planned, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Source:
    """The diary as far as it is handed over, and what is known of the things in it."""

    diary: Diary
    selection: Selection
    known: Knowledge
    now: datetime
    _names: dict[Content, str] = field(default_factory=dict)

    @cached_property
    def namespace(self) -> UUID:
        """This document's own: an id such as "1" is another entry in somebody else's diary."""
        digest = sha256(ascii((self.now.isoformat(), self.selection)).encode())
        for entry_id in self.diary.ids():
            digest.update(ascii(entry_id).encode())
        return uuid5(NAMESPACE, digest.hexdigest())

    def url(self, kind: str, entry_id: str = "") -> str:
        """Return the address of the resource that is the `kind` of the entry.

        An entry whose id is a UUID has the same one in every document.
        """
        return uuid5(self._own(entry_id), kind).urn

    def _own(self, entry_id: str) -> UUID:
        try:
            own = UUID(entry_id)
        except ValueError:
            return uuid5(self.namespace, ascii(entry_id))
        return own if str(own) == entry_id else uuid5(self.namespace, ascii(entry_id))

    @cached_property
    def patient(self) -> Element:
        return reference(self.url("Patient"))

    @cached_property
    def products(self) -> dict[str, Product]:
        return {one.id: one for one in self.diary.products}

    @cached_property
    def symptoms(self) -> dict[str, Symptom]:
        return {one.id: one for one in self.known.symptoms}

    @cached_property
    def custom_symptoms(self) -> dict[str, CustomSymptom]:
        return {one.id: one for one in self.diary.custom_symptoms}

    @cached_property
    def _substance_labels(self) -> dict[str, str]:
        return {one.id: one.label for one in self.known.substances}

    @cached_property
    def _form_labels(self) -> dict[str, str]:
        return {one.id: one.label.lower() for one in self.known.forms}

    @cached_property
    def _shippable(self) -> dict[tuple[str, str], str]:
        """What each code means that may leave: only one that was read may."""
        return {(one.system, one.code): one.concept for one in self.known.codes if one.is_shippable}

    def loinc(self, code: str, display: str = "") -> Element | None:
        meaning = self._shippable.get(("LOINC", code))
        if meaning is None:
            return None
        return {"system": LOINC, "code": code, "display": display or meaning}

    def snomed_ct(self, seen: SeenCode | None) -> Element | None:
        meaning = None if seen is None else self._shippable.get(("SNOMED CT", seen.code))
        if seen is None or meaning is None:
            return None
        return {"system": SNOMED_CT, "code": seen.code, "display": meaning}

    def substance(self, written: str | None) -> str:
        """Return the name of a substance for people; what is not known stays as written."""
        found = self.known.rule_book.substances.find(written)
        known = None if found is None else self._substance_labels.get(found.id)
        return known or clean(written) or "Substance not named"

    def content(self, content: Content) -> str:
        """Return what somebody swallowed, such as "Magnesium (glycinate)"."""
        if content not in self._names:
            substance = self.substance(content.substance)
            form_id = self.known.rule_book.substances.form_id(content)
            form = clean(content.compound) or self._form_labels.get(form_id) or clean(content.form)
            self._names[content] = f"{substance} ({form})" if form else substance
        return self._names[content]
