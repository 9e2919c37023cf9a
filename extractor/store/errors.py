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


class ContradictionError(StoreError):
    """What was to be written contradicts what the store holds."""

    advice = "Nothing was written. Try once more; if it happens again, report it together with this message."
    chinese = "要写入的内容与库中已有内容矛盾，未作任何更改。请再试一次；如再次发生，请连同此信息一起报告。"


class ConflictError(StoreError):
    """Somebody else changed the value in the meantime. `seen` is what was on the screen, `current` what stands now."""

    advice = "Look at the value as it is now, then change it again if it is still wrong."
    chinese = "此值已被他人修改。请查看当前值，如仍有误再修改。"

    def __init__(self, path: str, seen: str, current: str) -> None:
        super().__init__(f"{path} was {seen or 'empty'} on your screen and is {current or 'empty'} now")
        self.path, self.seen, self.current = path, seen, current


class UnknownError(StoreError):
    """What was asked for is not in the store."""

    advice = "Go back to the queue; it may have been put away in the meantime."
    chinese = "库中没有所请求的内容。请返回队列。"
