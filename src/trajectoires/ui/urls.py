"""The page that shows every component."""

from django.urls import path

from trajectoires.ui import views

app_name = "ui"

urlpatterns = [path("composants/", views.components, name="components")]
