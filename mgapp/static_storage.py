"""Static files under names with a hash of their content, for browsers to keep for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedWhereCollected(CompressedManifestStaticFilesStorage):
    """Uses the hashed name of a file once `collectstatic` made it, and its plain name before.

    So `manage.py runserver` and the tests work without collecting anything, and a file added since
    the last `collectstatic` is served instead of breaking the page.
    """

    def stored_name(self, name: str) -> str:
        """Return the path below STATIC_URL under which the file `name` is served."""
        plain_name: str = self.clean_name(name)
        return self.hashed_files.get(self.hash_key(plain_name), plain_name)
