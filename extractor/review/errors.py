"""What review answers when it can't do as asked; the class says the HTTP status."""

from __future__ import annotations

from typing import Any, ClassVar

from extractor.errors import ExtractorError


class ReviewError(ExtractorError):
    """The request can't be carried out."""

    status: ClassVar[int] = 400
    advice = "Check what was entered."
    chinese = "请检查输入的内容。"

    def __init__(self, message: str = "", **details: Any) -> None:
        super().__init__(message)
        self.details = details


class MalformedError(ReviewError):
    """The request is not of the shape that the API describes."""

    advice = "See /api/openapi.json."


class NotUnderstoodError(ReviewError):
    """A value that was typed is not of its field's kind."""

    status = 422
    advice = "Type it as it stands on the paper, or in the form shown beside the field."
    chinese = "无法理解输入的值。请按原文输入，或使用字段旁所示格式。"


class LoginNeededError(ReviewError):
    """Nobody is logged in."""

    status = 401
    advice = "Log in."
    chinese = "请先登录。"


class ForbiddenError(ReviewError):
    """This person's role does not allow it, or the request did not come from our own page."""

    status = 403
    advice = "Ask somebody whose role allows it, or load the page again."
    chinese = "没有权限。请联系有权限的人员，或重新载入页面。"


class NothingThereError(ReviewError):
    """There is no such page."""

    status = 404
    advice = "Go back to the queue."
    chinese = "没有此页面。请返回队列。"


class OversizedError(ReviewError):
    """More was sent than is taken."""

    status = 413
    advice = "Send a smaller file; the limit is the setting `limits.file_bytes`."
    chinese = "文件过大。请发送较小的文件。"


class HeldError(ReviewError):
    """Somebody else works on this paper."""

    status = 423
    advice = "Take the next paper; a claim lapses after a quarter of an hour without work."
    chinese = "他人正在处理此单据。请处理下一份。"


class TooOftenError(ReviewError):
    """Too many log-ins failed."""

    status = 429
    advice = "Wait some minutes, or ask an admin to set a new password."
    chinese = "登录失败次数过多。请稍候再试。"
