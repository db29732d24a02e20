"""Numbers with check digits, and whether python-stdnum takes them for valid.

    python -m venv /tmp/privacy && /tmp/privacy/bin/pip install -r requirements.txt
    cd Tests/Fixtures/privacy && /tmp/privacy/bin/python generate.py

The numbers are drawn at random: half as they come, half with the right check digits put in.
"""

import json
import random

from stdnum import iban, luhn
from stdnum.br import cpf
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.it import codicefiscale

random.seed(11)


def digits(count, first="0123456789"):
    return random.choice(first) + "".join(random.choice("0123456789") for _ in range(count - 1))


def letters(count, among="ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    return "".join(random.choice(among) for _ in range(count))


def right(make, is_valid, tries=20_000):
    for _ in range(tries):
        number = make()
        if is_valid(number):
            return number
    raise SystemExit("no valid number was drawn")


def card():
    return random.choice(["4", "51", "55", "34", "36", "6011", "65", "3530"])


def full_card():
    prefix = card()
    length = 15 if prefix == "34" else 14 if prefix == "36" else 16
    return prefix + digits(length - len(prefix))


def account():
    return random.choice([
        "DE" + digits(20), "GB" + digits(2) + letters(4) + digits(14), "FR" + digits(25),
        "NL" + digits(2) + letters(4) + digits(10), "NO" + digits(13)])


def finnish():
    return "%02d%02d%02d%s%03d%s" % (
        random.randint(1, 28), random.randint(1, 12), random.randint(0, 99), random.choice("+-A"),
        random.randint(2, 899), random.choice("0123456789ABCDEFHJKLMNPRSTUVWXY"))


def french():
    return "%d%s%02d%s%s%s%s" % (
        random.randint(1, 2), digits(2), random.randint(1, 12), "75", digits(3), digits(3), digits(2))


def italian():
    return letters(6) + digits(2) + random.choice("ABCDEHLMPRST") + "%02d" % random.randint(1, 28) + \
        letters(1) + digits(3) + letters(1)


kinds = {
    "payment-card": (full_card, luhn.is_valid),
    "iban": (account, lambda number: iban.is_valid(number, check_country=False)),
    "br-cpf": (lambda: digits(11), cpf.is_valid),
    "fi-hetu": (finnish, lambda number: hetu.is_valid(number, allow_temporary=True)),
    "fr-nir": (french, nir.is_valid),
    "it-codice-fiscale": (
        italian, lambda number: codicefiscale.calc_check_digit(number[:-1]) == number[-1]),
    "es-dni": (
        lambda: random.choice([digits(8), random.choice("XYZ") + digits(7)]) + letters(1, "TRWAGMYFPDXBNJZSQVHLCKE"),
        lambda number: dni.is_valid(number) or nie.is_valid(number)),
}
golden = {}
for kind, (make, is_valid) in kinds.items():
    numbers = [make() for _ in range(30)] + [right(make, is_valid) for _ in range(30)]
    golden[kind] = [[number, is_valid(number)] for number in numbers]
with open("golden.json", "w") as file:
    json.dump(golden, file, indent=0)
    file.write("\n")
