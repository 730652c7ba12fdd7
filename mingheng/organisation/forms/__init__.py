"""What the pages of the organisation ask for. Shape only: whether it may be done is for the acts to say."""

from mingheng.organisation.forms.certificates import CertificateForm, EffectForm
from mingheng.organisation.forms.people import AppointmentForm, PersonForm, RetireForm
from mingheng.organisation.forms.problems import add_problems
from mingheng.organisation.forms.session import PasswordForm, SignInForm
from mingheng.organisation.forms.units import NewUnitForm, UnitForm
from mingheng.organisation.forms.uploads import UploadForm

__all__ = [
    "AppointmentForm",
    "CertificateForm",
    "EffectForm",
    "NewUnitForm",
    "PasswordForm",
    "PersonForm",
    "RetireForm",
    "SignInForm",
    "UnitForm",
    "UploadForm",
    "add_problems",
]
