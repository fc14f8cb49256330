"""The words of what goes wrong: stale links, refused data, a page that fails."""

from __future__ import annotations

from typing import Final

FAULTS: Final[dict[str, tuple[str, str]]] = {
    "stale_one": (
        "链接中的“{value}”（{parameter}）无法识别，已忽略。",
        "“{value}” ({parameter}) in the link is not known and was ignored.",
    ),
    "stale_county": (
        "链接中的县区 {value} 未收录方案，没有可列的事项，已忽略这一筛选。",
        "No plan that covers county {value} of the link was read; the filter was ignored.",
    ),
    "stale_many": (
        "链接中有 {count} 处无法识别，已忽略：{list}。",
        "{count} parts of the link are not known and were ignored: {list}.",
    ),
    "refused": (
        "新数据有 {count} 处错误，未被采用；当前显示的是上一份正确的数据。首个错误：{first}",
        "New data with {count} problems was refused; the last good data is shown. First: {first}",
    ),
    "package_waits": (
        "新数据改正并被采用之前，数据包暂不提供下载。",
        "The data package can be downloaded again once the new data is mended and taken.",
    ),
    "unreadable": (
        "数据无法读取，页面不能显示。首个错误：",
        "The data cannot be read, so there is nothing to show. First problem:",
    ),
    "unusable_settings": (
        "设置文件无法使用，页面不能显示：",
        "The settings cannot be used, so there is nothing to show:",
    ),
    "failed": (
        "此页出错，未能完整显示；原因已写入服务器日志。",
        "This page failed and is not complete; the reason is in the server's log.",
    ),
    "start_again": ("清除筛选后重试", "Clear filters and try again"),
}
