"""Every way a paper or a command can fail: one base, one class per error code of the contract.

The class carries the code that lands in the error record, the exit status of a command that ends with it, and the
advice that a clerk reads. The message says what happened; the advice says what to do next.
"""

from __future__ import annotations

from typing import ClassVar


class ExtractorError(Exception):
    """Base of all errors that this program raises on purpose."""

    code: ClassVar[str] = "internal"
    exit_status: ClassVar[int] = 1
    advice: ClassVar[str] = "Please report this together with the file's name and the log."

    def sentence(self) -> str:
        """Return what happened and what to do, as one text for a person."""
        what = str(self).strip() or (self.__doc__ or self.code).splitlines()[0]
        return f"{what.rstrip('.')}. {self.advice}"


class EncryptedError(ExtractorError):
    """The file is protected by a password."""

    code = "encrypted"
    advice = "Ask the sender for a copy without a password, or open it and print it to a new PDF, then drop that."


class CorruptError(ExtractorError):
    """The file is damaged and can't be opened."""

    code = "corrupt"
    advice = "It may have been cut off while copying: copy or scan it again."


class EmptyError(ExtractorError):
    """The file holds no page."""

    code = "empty"
    advice = "Check the scanner's output, then scan it again."


class UnsupportedError(ExtractorError):
    """The file is of a kind that is not read."""

    code = "unsupported"
    advice = "Save or print it as PDF, PNG, JPEG or TIFF."


class TooLargeError(ExtractorError):
    """The file goes beyond a limit."""

    code = "too_large"
    advice = "Split it, or scan it at 300 dpi; the limits are settings (see `extractor settings`)."


class ReadTimeoutError(ExtractorError):
    """Reading took longer than allowed."""

    code = "timeout"
    advice = "Try again when the machine is less busy, or raise `limits.seconds_per_page`."


class MissingError(ExtractorError):
    """The file is not there."""

    code = "missing"
    advice = "Check the path; on a network share, check that the share is mounted."


class InternalError(ExtractorError):
    """Something went wrong inside the program."""

    code = "internal"


class UsageError(ExtractorError):
    """The command can't be carried out as asked."""

    exit_status = 2
    advice = "See `extractor --help`."


ERROR_CLASSES: tuple[type[ExtractorError], ...] = (
    EncryptedError,
    CorruptError,
    EmptyError,
    UnsupportedError,
    TooLargeError,
    ReadTimeoutError,
    MissingError,
    InternalError,
)
"""One class for each error code that the contract allows in a record."""
