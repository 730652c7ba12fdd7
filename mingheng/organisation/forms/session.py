"""Signing in and choosing a password."""

from typing import Any

from django import forms

from mingheng.kit.forms import KitForm, TextField


class PasswordInput(forms.PasswordInput):
    """Never sent back to the page."""

    template_name = "kit/widgets/password.html"


class PasswordField(forms.CharField):
    """A password: not stripped, and never shown again."""

    remedy = "请填写。"

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(widget=widget, strip=False, max_length=128, **kwargs)
        self.error_messages["required"] = f"{self.label}还是空的。{self.remedy}"


class SignInForm(KitForm):
    """工号 and password, or the one-time code in its place."""

    username = TextField(label="工号", max_length=40)
    password = PasswordField(label="密码", autocomplete="current-password", help_text="首次登录或重置后，填一次性登录码")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class PasswordForm(KitForm):
    """A new password, typed twice; the old one too unless it must be changed."""

    old_password = PasswordField(label="现密码", autocomplete="current-password")
    password = PasswordField(label="新密码", autocomplete="new-password")
    again = PasswordField(label="再写一遍新密码", autocomplete="new-password")

    def __init__(self, *args: Any, ask_old: bool, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = hint
        if not ask_old:
            del self.fields["old_password"]

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", "两次写的不一样。请重填")
        return cleaned
