"""What can be wrong with a store."""

from __future__ import annotations

from extractor.errors import ExtractorError


class StoreError(ExtractorError):
    """The tracking store can't be used."""

    exit_status = 2
    advice = "Check the path after --store, and that the disk has room and may be written to."
    chinese = "无法使用跟踪库。请检查 --store 的路径、磁盘空间和写入权限。"


class NotAStoreError(StoreError):
    """The file is no tracking store."""

    advice = "Name a new file after --store, or one that `extractor ingest` made."


class NewerStoreError(StoreError):
    """The store was made by a newer version of this program."""

    advice = "Install the newer version of extractor; an older one must not write to it."


class LockedStoreError(StoreError):
    """Another program holds the store."""

    advice = "Wait until it is done, or close the program that has the database open."
