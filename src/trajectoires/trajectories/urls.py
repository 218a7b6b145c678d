"""Every address of the capability."""

from __future__ import annotations

from django.urls import path, register_converter

from trajectoires.trajectories.links import (
    AnyLinkConverter,
    BallotLinkConverter,
    EditLinkConverter,
    PollLinkConverter,
)
from trajectoires.trajectories.views import (
    activities,
    alliances,
    cerfa,
    choosing,
    deciding,
    documents,
    financing,
    from_session,
    instruments,
    levers,
    lines,
    pitch,
    realised,
    result,
    searching,
    sharing,
    skills,
    start,
    steps,
    steps_papers,
    tasks,
    voting,
    what_if,
)

register_converter(AnyLinkConverter, "trajectory_any")
register_converter(EditLinkConverter, "trajectory_edit")
register_converter(PollLinkConverter, "trajectory_poll")
register_converter(BallotLinkConverter, "trajectory_ballot")

app_name = "trajectories"

urlpatterns = [
    path("trajectoire/", start.start, name="start"),
    path("trajectoire/avec-vos-comptes/", start.from_model, name="from_model"),
    path("trajectoire/a-la-main/", start.by_hand, name="by_hand"),
    path("trajectoire/apres-une-seance/", from_session.from_session, name="from_session"),
    # Reading, by either link
    path("trajectoire/<trajectory_any:link>/", result.result, name="result"),
    path("trajectoire/<trajectory_any:link>/chiffres/", result.figures, name="figures"),
    path("trajectoire/<trajectory_any:link>/document.<slug:kind>", documents.document, name="document"),
    path("trajectoire/<trajectory_any:link>/emporter/", documents.takeaway, name="takeaway"),
    path("trajectoire/<trajectory_any:link>/emporter/<slug:name>.<slug:kind>", documents.file, name="file"),
    path("trajectoire/<trajectory_any:link>/et-si/", what_if.what_if, name="what_if"),
    path("trajectoire/<trajectory_any:link>/etapes/", steps.steps, name="steps"),
    path("trajectoire/<trajectory_any:link>/etapes/<int:number>/", steps.step, name="step"),
    path("trajectoire/<trajectory_any:link>/etapes/recapitulatif/", steps.recap, name="recap"),
    path("trajectoire/<trajectory_any:link>/etapes/<slug:paper>.docx", steps_papers.paper, name="step_paper"),
    path("trajectoire/<trajectory_any:link>/decisions/", deciding.decisions, name="calendar"),
    path("trajectoire/<trajectory_any:link>/decisions.ics", deciding.calendar_file, name="calendar_file"),
    path("trajectoire/<trajectory_any:link>/plan-d-action/", tasks.tasks, name="tasks"),
    path("trajectoire/<trajectory_any:link>/pitch/", pitch.pitch, name="pitch"),
    # Changing, by the edit link only
    path("trajectoire/<trajectory_edit:link>/lignes/", lines.lines, name="lines"),
    path("trajectoire/<trajectory_edit:link>/lignes/ajouter/<slug:side>/", lines.add_line, name="add_line"),
    path("trajectoire/<trajectory_edit:link>/lignes/<str:key>/", lines.line, name="line"),
    path("trajectoire/<trajectory_edit:link>/depart/", lines.basis, name="basis"),
    path("trajectoire/<trajectory_edit:link>/actions/", choosing.actions, name="actions"),
    path("trajectoire/<trajectory_edit:link>/actions/ajouter/", choosing.add_action, name="add_action"),
    path("trajectoire/<trajectory_edit:link>/actions/<str:key>/", choosing.action, name="action"),
    path("trajectoire/<trajectory_edit:link>/chocs/", choosing.shocks, name="shocks"),
    path("trajectoire/<trajectory_edit:link>/chocs/ajouter/", choosing.add_shock, name="add_shock"),
    path("trajectoire/<trajectory_edit:link>/chocs/<str:key>/", choosing.shock, name="shock"),
    path("trajectoire/<trajectory_edit:link>/scenarios/", choosing.scenarios, name="scenarios"),
    path("trajectoire/<trajectory_edit:link>/scenarios/ajouter/", choosing.add_scenario, name="add_scenario"),
    path("trajectoire/<trajectory_edit:link>/scenarios/<str:key>/", choosing.scenario, name="scenario"),
    path("trajectoire/<trajectory_edit:link>/leviers/", levers.levers, name="levers"),
    path("trajectoire/<trajectory_edit:link>/leviers/situation/", levers.situation, name="situation"),
    path("trajectoire/<trajectory_edit:link>/leviers/<str:key>/", levers.lever, name="lever"),
    path("trajectoire/<trajectory_edit:link>/competences/", skills.skills, name="skills"),
    path("trajectoire/<trajectory_edit:link>/competences/personnes/", skills.people, name="people"),
    path("trajectoire/<trajectory_edit:link>/competences/a-portee/", skills.at_hand, name="at_hand"),
    path("trajectoire/<trajectory_edit:link>/investissements/", financing.investments, name="investments"),
    path(
        "trajectoire/<trajectory_edit:link>/investissements/ajouter/",
        financing.add_investment,
        name="add_investment",
    ),
    path(
        "trajectoire/<trajectory_edit:link>/investissements/<str:key>/",
        financing.investment,
        name="investment",
    ),
    path("trajectoire/<trajectory_edit:link>/emprunts/ajouter/", financing.add_loan, name="add_loan"),
    path("trajectoire/<trajectory_edit:link>/emprunts/<str:key>/", financing.loan, name="loan"),
    path("trajectoire/<trajectory_edit:link>/financer/", instruments.instruments, name="instruments"),
    path("trajectoire/<trajectory_edit:link>/recherche/", searching.searching, name="searching"),
    path("trajectoire/<trajectory_edit:link>/activites/", activities.activities, name="activities"),
    path(
        "trajectoire/<trajectory_edit:link>/activites/ajouter/", activities.add_activity, name="add_activity"
    ),
    path(
        "trajectoire/<trajectory_edit:link>/activites/lignes/", activities.shared_lines, name="shared_lines"
    ),
    path(
        "trajectoire/<trajectory_edit:link>/activites/lignes/<str:key>/",
        activities.shared_line,
        name="shared_line",
    ),
    path("trajectoire/<trajectory_edit:link>/activites/vote/", voting.poll, name="poll"),
    path("trajectoire/<trajectory_poll:link>/", voting.vote, name="vote"),
    path("trajectoire/<trajectory_ballot:link>/", voting.ballot, name="ballot"),
    path("trajectoire/<trajectory_edit:link>/activites/<str:key>/", activities.activity, name="activity"),
    path("trajectoire/<trajectory_edit:link>/emporter/cerfa/", cerfa.cerfa, name="cerfa"),
    path("trajectoire/<trajectory_edit:link>/emporter/cerfa/<str:key>/", cerfa.cerfa_line, name="cerfa_line"),
    path("trajectoire/<trajectory_edit:link>/emporter/comptes-rendus/", realised.reports, name="reports"),
    path(
        "trajectoire/<trajectory_edit:link>/emporter/comptes-rendus/ajouter/",
        realised.add_report,
        name="add_report",
    ),
    path(
        "trajectoire/<trajectory_edit:link>/emporter/comptes-rendus/<str:key>/",
        realised.report,
        name="report",
    ),
    path(
        "trajectoire/<trajectory_edit:link>/emporter/comptes-rendus/<str:key>/decrire/",
        realised.report_about,
        name="report_about",
    ),
    path(
        "trajectoire/<trajectory_edit:link>/emporter/comptes-rendus/<str:key>/document.<slug:kind>",
        realised.report_document,
        name="report_document",
    ),
    path("trajectoire/<trajectory_edit:link>/etapes/feuille-de-route/", steps.road, name="road"),
    path("trajectoire/<trajectory_edit:link>/etapes/diagnostic/", steps_papers.diagnosis, name="diagnosis"),
    path("trajectoire/<trajectory_edit:link>/etapes/cahier-des-charges/", steps_papers.brief, name="brief"),
    path("trajectoire/<trajectory_edit:link>/decisions/etat/", deciding.say, name="say_decision"),
    path("trajectoire/<trajectory_edit:link>/decisions/ajouter/", deciding.add, name="add_decision"),
    path("trajectoire/<trajectory_edit:link>/decisions/<str:key>/", deciding.decision, name="decision"),
    path("trajectoire/<trajectory_edit:link>/plan-d-action/etat/", tasks.say, name="say_task"),
    path("trajectoire/<trajectory_edit:link>/plan-d-action/ajouter/", tasks.add, name="add_task"),
    path("trajectoire/<trajectory_edit:link>/plan-d-action/<str:key>/", tasks.task, name="task"),
    path("trajectoire/<trajectory_edit:link>/alliances/", alliances.alliances, name="alliances"),
    path(
        "trajectoire/<trajectory_edit:link>/alliances/ajouter/", alliances.add_alliance, name="add_alliance"
    ),
    path("trajectoire/<trajectory_edit:link>/alliances/partenaires/", alliances.partner, name="partner"),
    path("trajectoire/<trajectory_edit:link>/alliances/<str:key>/", alliances.alliance, name="alliance"),
    path(
        "trajectoire/<trajectory_edit:link>/alliances/<str:key>/decrire/",
        alliances.alliance_about,
        name="alliance_about",
    ),
    path(
        "trajectoire/<trajectory_edit:link>/alliances/<str:key>/<slug:side>/ajouter/",
        alliances.add_amount,
        name="add_amount",
    ),
    path(
        "trajectoire/<trajectory_edit:link>/alliances/<str:key>/<slug:side>/<str:row>/",
        alliances.amount,
        name="amount",
    ),
    path("trajectoire/<trajectory_edit:link>/annuler/", result.undo, name="undo"),
    path("trajectoire/<trajectory_edit:link>/garder/", sharing.keep, name="keep"),
    path("trajectoire/<trajectory_edit:link>/partager/", sharing.share, name="share"),
    path("trajectoire/<trajectory_edit:link>/courriel/", sharing.mail, name="mail"),
    path("trajectoire/<trajectory_edit:link>/effacer/", sharing.erase, name="erase"),
]
