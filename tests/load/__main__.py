"""``make load``: a crowd, idle streams, a server that is killed. Bounded, on the loopback.

python -m tests.load foule --telephones 1000 --entrer 60 --voter 10
python -m tests.load foule --telephones 1000 --sondage        the same room, asking every two seconds
python -m tests.load ouverts --flux 5000
python -m tests.load panne --telephones 200 --postgresql postgres://… --redis redis://… --processus 2
python -m tests.load faible --telephones 100 --perte 20 --coupure 5       root: a network of its own
python -m tests.load vrais --telephones 3 --perte 20 --coupure 5          root: three Chromium behind it
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import signal
import sys
from importlib.metadata import version

from tests.load import crowd, faults, idle, weak

MOST_PHONES, MOST_STREAMS = 2000, 8000


def main(arguments: list[str]) -> int:
    """Run one of them; 0 when what must hold holds."""
    parser = argparse.ArgumentParser(prog="tests.load")
    parser.add_argument("quoi", choices=("foule", "ouverts", "panne", "faible", "vrais"))
    parser.add_argument("--telephones", type=int, default=100)
    parser.add_argument("--entrer", type=float, default=10.0, help="secondes pour entrer")
    parser.add_argument("--voter", type=float, default=10.0, help="secondes pour voter")
    parser.add_argument("--lire", type=float, default=3.0, help="secondes pour lire la question")
    parser.add_argument("--flux", type=int, default=500)
    parser.add_argument("--processus", type=int, default=1)
    parser.add_argument("--sondage", action="store_true", help="toutes les deux secondes, sans flux")
    parser.add_argument("--un", action="store_true", help="tuer un seul des processus")
    parser.add_argument("--redis", default="")
    parser.add_argument("--postgresql", default="", help="un serveur où créer une base, puis la détruire")
    parser.add_argument("--base", default="", help="une base dont les tables sont prêtes")
    parser.add_argument("--tours", type=int, default=3, help="questions posées, l'une après l'autre")
    parser.add_argument("--perte", type=float, default=20.0, help="pour cent des paquets, dans chaque sens")
    parser.add_argument("--coupure", type=float, default=5.0, help="secondes où rien ne passe ; 0 : jamais")
    parser.add_argument("--toutes-les", type=float, default=20.0, help="secondes d'une coupure à l'autre")
    parser.add_argument("--graine", type=int, default=1, help="rejoue les mêmes pertes")
    parser.add_argument("--patience", type=float, default=weak.PATIENCE, help="secondes d'un envoi")
    said = parser.parse_args(arguments)
    if said.telephones > MOST_PHONES or said.flux > MOST_STREAMS:
        parser.error(f"au plus {MOST_PHONES} téléphones et {MOST_STREAMS} flux")
    # Ended by another program, it ends as by Ctrl-C: its server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"CPython {platform.python_version()}, gunicorn {version('gunicorn')}")
    print(f"{os.cpu_count()} cœurs, charge {load}")
    base = "PostgreSQL" if f"{said.postgresql}{said.base}".startswith("postgres") else "SQLite"
    through = "Redis" if said.redis else "aucun bus"
    how = "sondage" if said.sondage else "flux"
    print(f"{said.quoi} : {base}, {through}, {said.processus} processus, {how}")
    if said.quoi == "faible":
        return weak.run(said)
    if said.quoi == "vrais":
        from tests.load import weak_phones

        return weak_phones.run(said)
    run = {"foule": crowd.run, "ouverts": idle.run, "panne": faults.run}[said.quoi]
    return asyncio.run(run(said))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
