"""The golden database and its stage serve here too."""

from tests.golden.conftest import golden_outside, golden_owner, golden_settings, stage

__all__ = ["golden_outside", "golden_owner", "golden_settings", "stage"]
