"""A CSV file to import, then the same lines confirmed."""

from django import forms

from mingheng.kit.forms import KitForm


class FileInput(forms.FileInput):
    """One CSV file."""

    template_name = "organisation/widgets/file.html"


class UploadForm(KitForm):
    """The file."""

    file = forms.FileField(
        label="CSV 文件",
        widget=FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="Excel 里“另存为 CSV”即可，UTF-8 和 GBK 编码都能读",
        error_messages={
            "required": "还没有选文件。请选择 CSV 文件",
            "empty": "文件是空的。请选有内容的 CSV 文件",
            "invalid": "没有收到文件。请重新选择",
        },
    )
