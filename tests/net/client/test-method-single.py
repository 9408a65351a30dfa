# SPDX-License-Identifier: GPL-3.0-or-later
"""Training by generation A: SOAP, one employee and one topic in each notification."""
import sys

from lab import main
from methods import Method, promises

A = Method("ibys-soap-single", save="egitimBildirimKaydet", query="egitimBildirimSorgula", signs_again=False, asks_singly=True)
globals().update(promises(A))


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
