"""Small plans to build releases from, and a digest of a folder."""

import hashlib
import os
from pathlib import Path

SLOW = os.environ.get("POLICYPARSE_SLOW") == "1"

PLAN = """{place}市{year}年优化营商环境实施方案
一、重点任务
（一）提升开办企业服务水平。到{year}年底，企业开办时间压缩至0.5个工作日以内。（责任单位：市市场监管局、市公安局）
（二）便利市场主体退出。完善註銷登記制度，办理时限为{days}天。（牵头单位：市人力社保局；配合单位：市税务局，各区、县（市）政府）
二、组织保障
（三）加强组织实施。各部门要加强协同。
{place}市人民政府
{year}年6月25日
"""


def write_plans(folder: Path, year: int, count: int = 4) -> Path:
    """A folder with plans of one year, a duplicate and an empty file among them."""
    folder.mkdir(parents=True)
    for number, place in enumerate("甲乙丙丁戊己庚辛"[:count]):
        text = PLAN.format(place=place, year=year, days=number + 2)
        (folder / f"{place}-plan.txt").write_text(text, encoding="utf-8")
    (folder / "copy.txt").write_text(PLAN.format(place="甲", year=year, days=2), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def digest(folder: Path) -> str:
    """One hash over all names and contents."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def leftovers(folder: Path) -> list[str]:
    """What unfinished builds have left in a folder."""
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(".tmp-"))
