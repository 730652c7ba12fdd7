"""How a reader wants the screen: theme, density, single-key shortcuts. Kept in cookies, so no row is written."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from mingheng.kit.shell import Look

THEMES = (("", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
DENSITIES = (("loose", "宽松"), ("", "标准"), ("compact", "紧凑"))
SHORTCUTS = (
    ("J", "下一条"), ("K", "上一条"), ("Enter", "打开选中的一条"), ("X", "选择选中的一条"), ("E", "办理下一步"),
    ("/", "筛选"), ("Ctrl K", "搜索"), ("[", "上一件案件"), ("]", "下一件案件"), ("T", "时间轴"), ("D", "文书"),
    ("V", "证据"), ("1 2 3", "法制审核：符合、不符合、不适用"), ("↑ ↓", "法制审核：换项"), ("Ctrl Enter", "提交"),
    ("Shift D", "切换列表密度"), ("Esc", "离开输入框，关闭侧页"), ("?", "这张表"),
)  # fmt: skip

YEAR = 365 * 24 * 60 * 60


def look_of(request: HttpRequest) -> Look:
    """The look kept in this browser; unknown values count as none."""
    theme, density = request.COOKIES.get("mh_theme", ""), request.COOKIES.get("mh_density", "")
    return Look(
        theme=theme if theme in dict(THEMES) else "",
        density=density if density in dict(DENSITIES) else "",
        single_keys=request.COOKIES.get("mh_keys", "on") != "off",
    )


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep the look; goes back to the page it was called from. Needs no sign-in: it is this browser's."""
    if request.method == "POST":
        answer = HttpResponseRedirect(_back(request, request.POST.get("back", "")))
        _keep(request, answer, "theme", request.POST.get("theme", ""))
        _keep(request, answer, "density", request.POST.get("density", ""))
        _keep(request, answer, "keys", "on" if request.POST.get("keys") else "off")
        return answer
    context = {
        "look": look_of(request),
        "themes": THEMES,
        "densities": DENSITIES,
        "shortcuts": SHORTCUTS,
        "back": _back(request, request.headers.get("Referer", "")),
        "fragment": "HX-Request" in request.headers,
    }
    return render(request, "desk/preferences.html", context)


def _back(request: HttpRequest, wanted: str) -> str:
    """An address of ours, never of a stranger."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("desk:preferences")


def _keep(request: HttpRequest, answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(f"mh_{name}", value, max_age=YEAR, secure=request.is_secure(), samesite="Lax")
