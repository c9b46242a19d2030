"""What the admin promises."""

from decimal import Decimal

import pytest
from django.contrib import admin
from django.core import checks
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from simple_history.utils import get_history_manager_for_model

from indicators.enums import Role
from indicators.intake import texts
from indicators.models import (
    Area,
    Citation,
    Event,
    Indicator,
    Observation,
    Official,
    Organisation,
    Place,
    Plan,
    Ratio,
    Release,
    RoleHeld,
    Rule,
    Source,
    Standing,
    Target,
)
from tests.indicators.intake_texts.texts import KEPT, make_reviewer, take_in

OPEN = (Area, Citation, Event, Indicator, Official, Place, Rule, Source, Target)
LIST = "/admin/indicators/observation/"


@pytest.fixture
def administrator(client: Client, db: None) -> Official:
    official = Official.objects.create(username="root", is_superuser=True, is_staff=True)
    client.force_login(official)
    return official


def correct(client: Client, code: str, **form: str) -> str:
    pk = Observation.objects.filter(indicator__code=code).latest("version").pk
    data = {"action": "correct", "_selected_action": [str(pk)], **form}
    return client.post(LIST, data, follow=True).content.decode()


class SiteTests:
    def test_has_no_fault_that_django_knows_of(self) -> None:
        reverse("admin:index")

        assert admin.site._registry
        assert checks.run_checks(tags=[checks.Tags.admin]) == []


class CorrectTests:
    def test_publishes_the_new_value_with_its_reason(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        RoleHeld.objects.create(official=administrator, role=Role.PUBLISHER)

        form = {"value": "811", "qualifier": "at_least", "as_written": "811项以上"}
        html = correct(client, "service-items", reason="漏计一项", **form)

        assert "更正已公开。" in html
        newest = Observation.objects.filter(indicator__code="service-items").latest("version")
        assert (newest.value, newest.qualifier, newest.as_written) == (
            Decimal(811),
            "at_least",
            "811项以上",
        )
        assert (newest.version, newest.reason) == (2, "漏计一项")

    @pytest.mark.parametrize(
        ("roles", "form", "message"),
        [
            ([Role.PUBLISHER], {"value": "811", "reason": ""}, "请说明更正原因。"),
            ([Role.PUBLISHER], {"value": "", "reason": "y"}, "请选择一个数据并填写新值。"),
            ([], {"value": "811", "reason": "y"}, "仅发布人可以更正数据。"),
        ],
    )
    def test_says_what_is_missing_and_changes_nothing(  # noqa: PLR0913, PLR0917 - the table below
        self,
        client: Client,
        release: Release,
        administrator: Official,
        roles: list[Role],
        form: dict[str, str],
        message: str,
    ) -> None:
        RoleHeld.objects.bulk_create(RoleHeld(official=administrator, role=role) for role in roles)

        html = correct(client, "service-items", **form)

        assert message in html
        assert Observation.objects.filter(indicator__code="service-items").count() == 1


class DefinitionTests:
    def test_bring_standings_up_to_date(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        target = Target.objects.get(indicator__code="petition-cases-resolved")
        standing = Standing.objects.get(indicator=target.indicator)
        address = f"/admin/indicators/target/{target.pk}/"
        form = client.get(f"{address}change/").context["adminform"].form
        data = {name: form[name].value() for name in form.fields}
        data |= {"value": "1", "milestones-TOTAL_FORMS": "0", "milestones-INITIAL_FORMS": "0"}

        client.post(f"{address}change/", {k: "" if v is None else v for k, v in data.items()})
        met = Standing.objects.get(indicator=target.indicator).standing
        client.post(f"{address}delete/", {"post": "yes"})

        left = Standing.objects.get(indicator=target.indicator).standing
        history = get_history_manager_for_model(Target)
        assert (standing.standing, met, left) == ("behind", "met", "no_target")
        assert history.filter(id=target.pk).latest().history_type == "-"

    def test_of_a_plan_moves_the_paths_that_start_with_it(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        plan, code = Plan.objects.get(), "certificates-cancelled"
        before = Standing.objects.get(indicator__code=code).expected
        address = f"/admin/indicators/plan/{plan.pk}/change/"
        form = client.get(address).context["adminform"].form
        data = {name: form[name].value() for name in form.fields}
        data |= {"first_day": "2019-01-01", "areas": [one.pk for one in plan.areas.all()]}

        answer = client.post(address, {k: "" if v is None else v for k, v in data.items()})

        assert answer.status_code == 302
        assert before == Decimal("174.698795")
        # Of 250, after 180 of 730 days.
        assert Standing.objects.get(indicator__code=code).expected == Decimal("61.643836")

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"value": ""}, "选择比较方式后须填写目标值"),
            ({"comparison": ""}, "填写目标值后须选择比较方式"),
            ({"comparison": "", "value": ""}, "请设定目标值"),
            ({"comparison": "within"}, "仅区间目标可填写上限"),
            ({"basis": "derived"}, "推算目标须写明算式"),
            ({"basis": "policy"}, "该依据的目标须注明来源"),
        ],
    )
    def test_of_targets_that_make_no_sense_are_refused_in_words(
        self,
        client: Client,
        release: Release,
        administrator: Official,
        change: dict[str, str],
        message: str,
    ) -> None:
        target = Target.objects.get(indicator__code="petition-cases-resolved")
        address = f"/admin/indicators/target/{target.pk}/change/"
        form = client.get(address).context["adminform"].form
        data = {name: form[name].value() for name in form.fields}
        data |= {"milestones-TOTAL_FORMS": "0", "milestones-INITIAL_FORMS": "0"} | change

        answer = client.post(address, {k: "" if v is None else v for k, v in data.items()})

        assert answer.status_code == 200
        assert message in answer.content.decode()

    def test_of_a_rate_with_co_owners_are_refused_in_words(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        indicator = Indicator.objects.get(code="court-appearance-rate")
        partner = Organisation.objects.get(code="petitions-bureau")
        for prefix, message in (
            ("", "比率不能相加：45%与40%之和不是85%"),
            ("/en", "Rates cannot be added up: 45 % and 40 % are not 85 %"),
        ):
            address = f"{prefix}/admin/indicators/indicator/{indicator.pk}/change/"
            page = client.get(address)
            form = page.context["adminform"].form
            data = {name: form[name].value() for name in form.fields}
            inlines = [one.formset for one in page.context["inline_admin_formsets"]]
            for one in [part for many in inlines for part in (many.management_form, *many.forms)]:
                data |= {one.add_prefix(name): one[name].value() for name in one.fields}
            data["co_owners"] = [partner.pk]

            answer = client.post(address, {k: "" if v is None else v for k, v in data.items()})

            assert (answer.status_code, message in answer.content.decode()) == (200, True)
        assert not indicator.co_owners.exists()

    @pytest.mark.parametrize("field", ["value", "milestones-0-value"])
    def test_that_no_rate_can_reach_are_refused(
        self, client: Client, release: Release, administrator: Official, field: str
    ) -> None:
        target = Target.objects.get(indicator__code="court-appearance-rate")
        address = f"/admin/indicators/target/{target.pk}/change/"
        form = client.get(address).context["adminform"].form
        data = {name: form[name].value() for name in form.fields}
        data |= {"milestones-TOTAL_FORMS": "1", "milestones-INITIAL_FORMS": "0"}
        data |= {"milestones-0-on": "2019-12-31", "milestones-0-value": "95"} | {field: "8088.9"}

        answer = client.post(address, {k: "" if v is None else v for k, v in data.items()})

        assert "比率不能超过100%。" in answer.content.decode()

    def test_find_the_cited_figures_in_an_uploaded_text(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")
        address = f"/admin/indicators/source/{source.pk}/change/"
        form = client.get(address).context["adminform"].form
        data = {name: form[name].value() or "" for name in form.fields if name != "text_file"}
        text = SimpleUploadedFile("report.txt", "一、取消199项证明\n".encode("gb18030"))
        wrong = SimpleUploadedFile("report.txt", b"\x00\x03\x04\0\xff\xfe")

        refused = client.post(address, data | {"text_file": wrong}).content.decode()
        taken = client.post(address, data | {"text_file": text}, follow=True).content.decode()

        source.refresh_from_db()
        same = client.post(address, data | {"text": source.text}, follow=True).content.decode()
        lines = {n: f"第{n}段。" for n in range(1, 30)}
        for citation in source.citations.all():
            lines[citation.paragraph or 0] += f"{citation.as_written}。"
        whole = client.post(address, data | {"text": "\n".join(lines.values())}, follow=True)
        assert "文本中未找到" not in same + whole.content.decode()
        assert "文件不是UTF-8或GB 18030文本" in refused
        assert "文本中未找到" in taken
        assert source.text == "一、取消199项证明"

    def test_keep_a_text_whose_figures_are_decided_on(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        reviewer = make_reviewer()
        source = take_in(reviewer)
        texts.ignore(source, KEPT, by=reviewer, at=timezone.now())
        address = f"/admin/indicators/source/{source.pk}/change/"
        form = client.get(address).context["adminform"].form
        data = {name: form[name].value() or "" for name in form.fields if name != "text_file"}

        answer = client.post(address, data | {"text": "换了。"}).content.decode()

        assert "不能再替换全文" in answer
        assert Source.objects.get(pk=source.pk).text == source.text

    def test_of_an_indicator_lead_to_its_public_page_and_keep_history(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        indicator = Indicator.objects.get(code="petition-cases-resolved")
        address = f"/admin/indicators/indicator/{indicator.pk}/change/"
        page = client.get(address)
        form = page.context["adminform"].form
        data = {name: form[name].value() for name in form.fields}
        inlines = [one.formset for one in page.context["inline_admin_formsets"]]
        for one in [part for many in inlines for part in (many.management_form, *many.forms)]:
            data |= {one.add_prefix(name): one[name].value() for name in one.fields}
        data["targets-0-value"] = "1"

        client.post(address, {k: "" if v is None else v for k, v in data.items()})

        assert Standing.objects.get(indicator=indicator).standing == "met"
        assert get_history_manager_for_model(Indicator).filter(id=indicator.pk).count() > 1
        assert page.context["absolute_url"] == "/indicators/petition-cases-resolved/"


class RatioTests:
    """What counts a rate is the quotient of, named on the rate's own page."""

    def test_is_kept_with_the_rate_and_refused_where_it_is_of_no_counts(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        rate = Indicator.objects.get(code="court-appearance-rate")
        count = Indicator.objects.get(code="litigation-cases")
        base = Indicator.objects.get(code="reconsideration-cases")
        address = f"/admin/indicators/indicator/{rate.pk}/change/"
        page = client.get(address)
        form = page.context["adminform"].form
        data = {name: form[name].value() for name in form.fields}
        inlines = [one.formset for one in page.context["inline_admin_formsets"]]
        for one in [part for many in inlines for part in (many.management_form, *many.forms)]:
            data |= {one.add_prefix(name): one[name].value() for name in one.fields}
        data |= {"ratio-TOTAL_FORMS": 1, "ratio-0-numerator": count.pk, "ratio-0-base": count.pk}
        sent = {k: "" if v is None else v for k, v in data.items()}

        refused = client.post(address, sent)
        kept = client.post(address, sent | {"ratio-0-base": base.pk})

        assert (refused.status_code, kept.status_code) == (200, 302)
        assert "分子、分母须为两个不同的指标。" in refused.content.decode()
        ratio = Ratio.objects.get()
        assert (ratio.rate, ratio.numerator, ratio.base) == (rate, count, base)


class PagesTests:
    def test_open_for_every_sort_of_record(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        for model in admin.site._registry:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert client.get(address).status_code == 200, address

    def test_show_every_record_by_its_name(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        RoleHeld.objects.create(official=administrator, role=Role.PUBLISHER)
        for model in admin.site._registry:
            record = model._default_manager.first()
            if record is None or model not in OPEN:
                continue
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            html = client.get(reverse(name, args=[record.pk])).content.decode()
            assert escape(str(record)) in html

    def test_refuse_to_delete_what_figures_hang_on(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        pk = Indicator.objects.get(code="service-items").pk

        html = client.post(
            f"/admin/indicators/indicator/{pk}/delete/", {"post": "yes"}
        ).content.decode()

        assert Indicator.objects.filter(pk=pk).exists()
        assert "受保护" in html
        assert "810" in html

    def test_are_closed_to_the_public(self, client: Client, db: None) -> None:
        assert client.get(LIST).status_code == 302
