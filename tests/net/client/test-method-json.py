# SPDX-License-Identifier: GPL-3.0-or-later
"""Training by generation C: JSON over HTTPS, Basic authentication sent at once, the number signed with the rest."""
import sys

from lab import main
from methods import Method, promises

C = Method("ibys-json", save="egitimBilgisiBildir", query="durumSorgula", signs_again=True, asks_singly=False)
globals().update(promises(C))


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
