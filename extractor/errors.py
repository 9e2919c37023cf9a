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
    chinese: ClassVar[str] = "程序内部出错。请把文件名和日志一起报告给维护人员。"
    """What happened and what to do, for a clerk who reads Chinese."""

    def sentence(self) -> str:
        """Return what happened and what to do, as one text for a person."""
        what = str(self).strip() or (self.__doc__ or self.code).splitlines()[0]
        return f"{what.rstrip('.')}. {self.advice}"


class EncryptedError(ExtractorError):
    """The file is protected by a password."""

    code = "encrypted"
    advice = "Ask the sender for a copy without a password, or open it and print it to a new PDF, then drop that."
    chinese = "文件有密码保护。请向发件人索取无密码的版本，或打开后另存为新的 PDF 再放入。"


class CorruptError(ExtractorError):
    """The file is damaged and can't be opened."""

    code = "corrupt"
    advice = "It may have been cut off while copying: copy or scan it again."
    chinese = "文件已损坏，无法打开。可能复制时中断：请重新复制或重新扫描。"


class EmptyError(ExtractorError):
    """The file holds no page."""

    code = "empty"
    advice = "Check the scanner's output, then scan it again."
    chinese = "文件中没有任何页面。请检查扫描仪的输出后重新扫描。"


class UnsupportedError(ExtractorError):
    """The file is of a kind that is not read."""

    code = "unsupported"
    advice = "Save or print it as PDF, PNG, JPEG or TIFF."
    chinese = "不支持这种文件类型。请保存或打印为 PDF、PNG、JPEG 或 TIFF。"


class TooLargeError(ExtractorError):
    """The file goes beyond a limit."""

    code = "too_large"
    advice = "Split it, or scan it at 300 dpi; the limits are settings (see `extractor settings`)."
    chinese = "文件超出限制。请拆分文件，或以 300 dpi 扫描；限制可在设置中修改。"


class ReadTimeoutError(ExtractorError):
    """Reading took longer than allowed."""

    code = "timeout"
    advice = "Try again when the machine is less busy, or raise `limits.seconds_per_page`."
    chinese = "读取超时。请稍后再试，或调高 limits.seconds_per_page。"


class MissingError(ExtractorError):
    """The file is not there."""

    code = "missing"
    advice = "Check the path; on a network share, check that the share is mounted."
    chinese = "找不到文件。请检查路径；若在网络共享上，请确认共享已连接。"


class InternalError(ExtractorError):
    """Something went wrong inside the program."""

    code = "internal"


class UsageError(ExtractorError):
    """The command can't be carried out as asked."""

    exit_status = 2
    advice = "See `extractor --help`."
    chinese = "命令无法按要求执行。请查看 extractor --help。"


class ClusterError(UsageError):
    """The cluster that was to read does not answer."""

    advice = "Start `dask scheduler` and `dask worker --nthreads 1` (see CONTRIBUTING.md), or leave --cluster out."
    chinese = "集群没有响应。请启动 dask scheduler 和 dask worker，或不使用 --cluster。"


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
