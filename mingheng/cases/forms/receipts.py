"""The form that settles a receipt by hand."""

from mingheng.kit import forms as kit


class ReceiptForm(kit.KitForm):
    """Which decision the receipt pays, or why it pays none; the reason is always asked for."""

    number = kit.TextField(label="处罚决定书文号", required=False, help_text="入账的，照决定书原样填写")
    overpaid = kit.CheckField(label="多缴", text="多缴，将另行退还", required=False)
    reason = kit.LongTextField(
        label="理由", rows=3, remedy="请写明核对了什么、为什么这样处理。", help_text="核对了什么、为什么这样处理"
    )
