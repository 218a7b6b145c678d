"""« Investissements et emprunts »: what is bought for years, what is borrowed, and what pays for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain.queries import financing
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_financing import InvestmentForm, LoanForm
from trajectoires.trajectories.views.common import METHODS
from trajectoires.trajectories.views.mending import mended
from trajectoires.trajectories.views.rows import Shelf, list_page, row_or_404, row_page

INVESTMENTS = Shelf(
    kind="investment",
    listed="investments",
    list_template="trajectories/investments.html",
    template="trajectories/investment.html",
    changed=Change.INVESTMENT,
    removed=Change.INVESTMENT_REMOVED,
)
LOANS = Shelf(
    kind="loan",
    listed="investments",
    list_template="trajectories/investments.html",
    template="trajectories/loan.html",
    changed=Change.LOAN,
    removed=Change.LOAN_REMOVED,
)


@require_safe
@by_link
def investments(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET investments and loans, and the plan de financement of a scenario (« ?scenario=… »)."""
    saved = opened.saved
    plan, scenario = saved.plan, saved.scenario(request.GET.get("scenario", ""))
    wrong = faults(plan)
    told = bool(plan.investments or plan.loans)
    return list_page(
        request,
        opened,
        INVESTMENTS,
        rows=financing.investments(plan),
        loans=financing.loans(plan),
        scenario=scenario,
        faults=mended(opened.link, wrong) if told else (),
        financing=financing.read_financing(plan, scenario) if told and not wrong else None,
    )


@require_http_methods(METHODS)
@by_link
def investment(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One investment and its grants on their own page."""
    return row_page(request, opened, INVESTMENTS, InvestmentForm, row_or_404(opened, INVESTMENTS, key))


@require_http_methods(METHODS)
@by_link
def add_investment(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new investment."""
    return row_page(request, opened, INVESTMENTS, InvestmentForm, None)


@require_http_methods(METHODS)
@by_link
def loan(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One loan on its own page."""
    return row_page(request, opened, LOANS, LoanForm, row_or_404(opened, LOANS, key))


@require_http_methods(METHODS)
@by_link
def add_loan(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new loan."""
    return row_page(request, opened, LOANS, LoanForm, None)
