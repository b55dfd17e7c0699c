"""A diary as a FHIR R4 document: a Bundle, shaped as an International Patient Summary where that
fits. What is in it, what is not, and why stands in docs/fhir.md.
"""

from tracker.exports.fhir.bundle import bundle_json, bundle_pieces

__all__ = ["bundle_json", "bundle_pieces"]
