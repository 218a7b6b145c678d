# Deux commandes suffisent : « make run » et « make test ». Chacune installe ce qui lui manque.
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 1
PYTEST_WORKERS ?= 2
# La base qui sert aux essais sous PostgreSQL ; chaque essai y crée et détruit la sienne.
TEST_POSTGRESQL_URL ?= postgres://127.0.0.1:5432/test

VENV := .venv
BIN := $(VENV)/bin
DJANGO := $(BIN)/python -m django
PYTEST := $(BIN)/python -m pytest
# Peu d'essais à la fois pour chacun : personne ne finit seul.
SHARED := -n $(PYTEST_WORKERS) --maxschedchunk 4
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export DJANGO_SETTINGS_MODULE := trajectoires.config.settings
# Les essais lancent Python une centaine de fois : sans ce qu'il garde de déjà compilé, une demi-seconde chaque fois.
unexport PYTHONDONTWRITEBYTECODE

# Ce que l'on met à l'essai sur les deux bases, et ce qui ne dépend d'aucune.
DATABASE_SUITES := tests/operations tests/access tests/conventions tests/trajectoires
OTHER_SUITES := $(filter-out $(DATABASE_SUITES) tests/__pycache__ tests/browser tests/harness tests/benchmarks tests/load,$(patsubst %/,%,$(wildcard tests/*/)))
STATIC_SOURCES := $(shell find src -path '*/static/*' -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help install run test test-sqlite test-postgresql test-browser bench bench-servers load load-weak fuzz lint fmt types \
	contracts migrations deployable databases lock screenshots clean

help:
	@echo "make run          installe et sert sur http://127.0.0.1:$(PORT)  (PORT=8080 pour changer)"
	@echo "make test         tous les essais : SQLite, puis PostgreSQL et Chromium s'ils sont là"
	@echo "make install      prépare seulement $(VENV) ; la commande est alors $(BIN)/equilibre"
	@echo "make bench        les rapports de vitesse de docs/benchmarks.md"
	@echo "make load         une salle de cent téléphones, des flux qui attendent, un serveur tué (docs/benchmarks.md)"
	@echo "make load-weak    la même salle derrière un mauvais réseau, puis trois Chromium (root : un espace réseau, /dev/net/tun)"
	@echo "make fuzz         cent mille fichiers abîmés"
	@echo "make lint fmt types contracts migrations     les vérifications sans exécution"
	@echo "make lock         refait les verrous de requirements/"
	@echo "make screenshots  refait les images de la documentation"

# --- Installer ------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 ou plus récent est nécessaire.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base-ready: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "Installation de ce qu'il faut pour servir (une minute la première fois)…"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev-ready: requirements/dev.txt $(VENV)/.base-ready
	@echo "Installation de ce qu'il faut pour essayer…"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench-ready: requirements/bench.txt $(VENV)/.dev-ready
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	@touch $@

install: $(VENV)/.base-ready
	@echo "Prêt : $(BIN)/equilibre --help"

# --- Servir ---------------------------------------------------------------------------------------------

var/.static-ready: $(VENV)/.base-ready $(STATIC_SOURCES)
	@mkdir -p var
	$(DJANGO) collectstatic --noinput --verbosity 0
	@touch $@

run: $(VENV)/.base-ready var/.static-ready
	@$(BIN)/python ops/answers.py port:$(PORT) || \
	  { echo "Le port $(PORT) est déjà pris : make run PORT=$$(( $(PORT) + 1 ))" >&2; exit 1; }
	@$(DJANGO) migrate --noinput --verbosity 0
	@LOG_LEVEL=WARNING $(DJANGO) contenu charger
	@test -d var/exemples || $(BIN)/equilibre example --out var/exemples >/dev/null
	@echo "Trajectoires est servi sur http://127.0.0.1:$(PORT) (Ctrl-C pour arrêter)"
# Les tâches périodiques tournent à côté du serveur et s'arrêtent avec lui : le shell, leur parent, devient le serveur.
	@export PORT=$(PORT) WEB_CONCURRENCY=$(WORKERS) LOG_FORMAT=$${LOG_FORMAT:-texte}; \
	  $(DJANGO) entretenir --toutes-les 60 --avec $$$$ & \
	  exec $(BIN)/gunicorn --config src/trajectoires/config/gunicorn.py trajectoires.config.asgi:application

# --- Essayer --------------------------------------------------------------------------------------------

test: $(VENV)/.dev-ready
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgresql
	@$(MAKE) --no-print-directory test-browser

# Les bases où les essais puisent, faites une fois pour toutes les séries (tests/harness/prepared_database.py).
databases: $(VENV)/.dev-ready
	env -u DATABASE_URL $(PYTEST) -q tests/conventions/test_series.py
	@if $(BIN)/python ops/answers.py "$(TEST_POSTGRESQL_URL)"; then \
	  DATABASE_URL="$(TEST_POSTGRESQL_URL)" $(PYTEST) -q tests/conventions/test_series.py; \
	fi

test-sqlite: $(VENV)/.dev-ready
	@echo "=== Moteur et plateforme, SQLite ==="
	env -u DATABASE_URL $(PYTEST) -q $(SHARED) $(OTHER_SUITES) $(DATABASE_SUITES)

test-postgresql: $(VENV)/.dev-ready
	@if $(BIN)/python ops/answers.py "$(TEST_POSTGRESQL_URL)"; then \
	  echo "=== Plateforme, PostgreSQL ==="; \
	  DATABASE_URL="$(TEST_POSTGRESQL_URL)" $(PYTEST) -q $(SHARED) $(DATABASE_SUITES); \
	elif echo ",$(TRAJECTOIRES_REQUIRE)," | grep -q ",postgresql,"; then \
	  echo "PostgreSQL est exigé et ne répond pas à $(TEST_POSTGRESQL_URL)." >&2; exit 1; \
	else \
	  echo "!!! PostgreSQL ne répond pas à $(TEST_POSTGRESQL_URL) : la plateforme n'a été essayée que sous SQLite. !!!"; \
	fi

test-browser: $(VENV)/.dev-ready
	@if [ -z "$(wildcard tests/browser)" ]; then \
	  echo "Aucun essai dans un navigateur."; \
	elif $(BIN)/python ops/answers.py chromium; then \
	  echo "=== Dans Chromium ==="; \
	  env -u DATABASE_URL $(PYTEST) -q $(SHARED) tests/browser; \
	elif echo ",$(TRAJECTOIRES_REQUIRE)," | grep -q ",chromium,"; then \
	  echo "Chromium est exigé et n'a pas été trouvé." >&2; exit 1; \
	else \
	  echo "!!! Chromium n'a pas été trouvé : les essais de tests/browser n'ont pas été faits (apt-get install chromium). !!!"; \
	fi

fuzz: $(VENV)/.dev-ready
	TRAJECTOIRES_MUTATIONS=100000 $(PYTEST) -q -s tests/equilibre -k "fuzz or mutation"

bench: $(VENV)/.bench-ready
	$(BIN)/python -m tests.benchmarks

bench-servers: $(VENV)/.bench-ready
	$(BIN)/python -m tests.benchmarks.servers

# Pour aller plus loin : python -m tests.load --help. Une machine qui ne fait rien d'autre.
load: $(VENV)/.dev-ready
	$(BIN)/python -m tests.load foule --telephones 100 --entrer 10 --voter 5
	$(BIN)/python -m tests.load ouverts --flux 500
	$(BIN)/python -m tests.load panne --telephones 60 --entrer 3 --voter 6

# Une machine, root, et rien d'autre : l'espace réseau est fait et retiré par la commande.
load-weak: $(VENV)/.dev-ready
	$(BIN)/python -m tests.load faible --telephones 100 --entrer 10 --voter 10 --tours 3
	$(BIN)/python -m tests.load vrais --telephones 3 --tours 3

# --- Vérifier sans exécuter -----------------------------------------------------------------------------

lint: $(VENV)/.dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fmt: $(VENV)/.dev-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev-ready
	$(BIN)/mypy

contracts: $(VENV)/.dev-ready
	$(BIN)/lint-imports

migrations: $(VENV)/.dev-ready
	$(DJANGO) makemigrations --check --dry-run

deployable: $(VENV)/.base-ready
	ops/check-deploy

# --- Entretenir -----------------------------------------------------------------------------------------

# « uv » n'est utile qu'ici : les verrous portent des empreintes et aucune adresse.
lock:
	@for f in base dev bench; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header requirements/$$f.in -o requirements/$$f.txt; \
	  sed -i '1i # Locked with hashes by "make lock"; no registry address is written here.' requirements/$$f.txt; done

screenshots: $(VENV)/.dev-ready
	$(BIN)/python ops/screenshots.py docs/images

clean:
	rm -rf $(VENV) var staticfiles .mypy_cache .ruff_cache .hypothesis .import_linter_cache
