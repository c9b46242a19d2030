"""What addresses promise of an indicator whose code was changed."""

import pytest
from django.test import Client

from indicators.models import Indicator, Release

OLD, NEW = "court-appearance-rate", "officials-in-court"


@pytest.fixture
def renamed(release: Release) -> Indicator:
    """Return an indicator that is known by another code now."""
    indicator = Indicator.objects.get(code=OLD)
    indicator.code = NEW
    indicator.save()
    return indicator


class AddressTests:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (f"/indicators/{OLD}/", f"/indicators/{NEW}/"),
            (f"/en/indicators/{OLD}/?place=city", f"/en/indicators/{NEW}/?place=city"),
            (f"/indicators/{OLD}/?as_of=2019-07-09", f"/indicators/{NEW}/?as_of=2019-07-09"),
            (f"/indicators/{OLD}.csv", f"/indicators/{NEW}.csv"),
            (f"/indicators/{OLD}/city/chart.svg", f"/indicators/{NEW}/city/chart.svg"),
            (f"/indicators/{OLD}/city/chart.json", f"/indicators/{NEW}/city/chart.json"),
            (f"/embed/{OLD}/", f"/embed/{NEW}/"),
        ],
    )
    def test_with_the_old_code_leads_to_the_new_one(
        self, client: Client, renamed: Indicator, old: str, new: str
    ) -> None:
        answer = client.get(old)

        assert (answer.status_code, answer["Location"]) == (301, new)
        assert answer["Cache-Control"] == "no-cache"
        assert client.get(new).status_code == 200

    def test_with_the_old_code_is_anothers_once_it_is_given_away(
        self, client: Client, renamed: Indicator
    ) -> None:
        other = Indicator.objects.get(code="service-items")
        other.code = OLD
        other.save()

        assert other.name in client.get(f"/indicators/{OLD}/").content.decode()

    def test_tells_nothing_of_an_indicator_that_is_not_public(
        self, client: Client, renamed: Indicator
    ) -> None:
        renamed.is_public = False
        renamed.save()

        assert client.get(f"/indicators/{OLD}/").status_code == 404

    def test_that_no_indicator_ever_had_is_not_found(
        self, client: Client, release: Release
    ) -> None:
        assert client.get("/indicators/never/").status_code == 404
