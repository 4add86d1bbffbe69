"""Mails: their text, and what is attached to them."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

from .test_docx import docx, p


def mail(subject: str, text: str, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "a@example.org", "b@example.org"
    message.set_content(text, charset=charset)
    return message


def test_the_text_of_a_mail_and_its_subject() -> None:
    text = "各镇：\n\n一、备足物资。由县水利局负责。\n"
    (source,) = read(bytes(mail("转发：Re: 关于做好防汛工作的通知", text, "gb2312")), "a.eml")
    assert source.text == text
    assert (source.title, source.media_type, source.encoding) == ("关于做好防汛工作的通知", "message/rfc822", "gb18030")
    assert read(bytes(mail("你好", text)), "a.eml")[0].title is None


def test_what_is_attached_is_read_by_its_own_reader() -> None:
    message = mail("关于做好防汛工作的通知", "各科室：请阅附件。\n")
    message.add_attachment(
        docx(p("防汛方案") + p("一、备足物资。")),
        maintype="application",
        subtype="octet-stream",
        filename="附件/方案.docx",
    )
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"7z\xbc\xaf\x27\x1c", maintype="application", subtype="octet-stream", filename="数据.7z")
    first, second = read(bytes(message), "a.eml")
    assert first.text == "各科室：请阅附件。\n"
    assert (second.name, second.text) == ("a.eml/附件_方案.docx", "防汛方案\n一、备足物资。\n")
    assert [(note.code, note.message.partition(":")[0]) for note in first.notes] == [
        ("refused-member", "a.eml/数据.7z")
    ]


def test_a_page_goes_before_the_text_that_says_the_same() -> None:
    message = mail("通知", "各科室：请阅。\n")
    message.add_alternative("<html><body><p>各科室：</p><p>请阅，并落实。</p></body></html>", subtype="html")
    (source,) = read(bytes(message), "a.eml")
    assert source.text == "各科室：\n请阅，并落实。\n"


def test_mails_within_mails_end() -> None:
    inner = bytes(mail("通知", "各科室：请阅。\n"))
    for _ in range(6):
        outer = mail("通知", "见附件。\n")
        outer.add_attachment(inner, maintype="application", subtype="octet-stream", filename="inner.eml")
        inner = bytes(outer)
    with pytest.raises(InputError) as refused:
        read(inner, "a.eml")
    assert refused.value.code == "nested"


def test_a_message_without_anything_to_read_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        read(b"MIME-Version: 1.0\nContent-Type: application/pdf\n\n", "a.eml")
    assert refused.value.code == "damaged"
