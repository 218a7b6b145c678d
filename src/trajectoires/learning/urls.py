"""Addresses of the capability: the rounds of the quiz, presentations, tables to fill."""

from __future__ import annotations

from django.urls import path

from trajectoires.learning.views import presentations, quiz, tables

app_name = "learning"

QUIZ = "comprendre/testez-vos-connaissances/"

urlpatterns = [
    path(f"{QUIZ}commencer/", quiz.start, name="start"),
    path(f"{QUIZ}question/", quiz.question, name="question"),
    path(f"{QUIZ}reponse/", quiz.answer, name="answer"),
    path(f"{QUIZ}resultat/", quiz.result, name="result"),
    path("presentations/<slug:name>.<slug:kind>", presentations.presentation, name="presentation"),
    path("documents-a-remplir/<int:page>/<str:block>.xlsx", tables.table, name="table"),
]
