"""The archive: everything taken along, or brought in."""
