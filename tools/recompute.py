#!/usr/bin/env python3
"""Checks an evidence pack and recomputes every published figure from its tables.

    python3 recompute.py pack.zip [another.zip ...]
    python3 recompute.py --keys evidence-key.json --older older.zip pack.zip

It reads only the ZIP (docs/evidence-pack.md describes it) and needs nothing but Python 3.9. It was written from docs/cascade-metrics.md
and docs/evidence-pack.md and shares no line with the program that made the pack.
Exit code 0: everything holds. 1: something differs. 2: it could not be read.
"""
import argparse
import base64
import csv
import hashlib
import io
import json
import math
import sys
import zipfile
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

TABLES = {
    "seeds.csv": "person qualifiedAt",
    "people.csv": "person institution unit inPostFrom inPostTo passedAt passedLast",
    "sessions.csv": "session heldAt trainers minutes claimedHeads status",
    "exposures.csv": "session person tier at mode qualified",
    "pledges.csv": "person madeOn dueOn people",
    "staff.csv": "institution unit eligible declaredOn source",
    "answers.csv": "person occasion item message anchor option correct sure mode language at generation options cluster due covered",
    "spotchecks.csv": "lot person drawnAt outcome checkedAt session head size",
}
Z95 = 1.959963984540054
FEWEST = 10  # people behind a published gain, fidelity or message survival


# ---- The signature: ECDSA on P-256, in plain integers (FIPS 186-5, SEC 1) ----------------------------------------------------------

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(one, other):
    if one is None or other is None:
        return other if one is None else one
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] * one[0] - 3) * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def times(scalar, point):
    result = None
    for bit in bin(scalar)[2:]:
        result = add(result, result)
        if bit == "1":
            result = add(result, point)
    return result


def unbase64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def thumbprint(key):
    text = json.dumps({name: key[name] for name in ("crv", "kty", "x", "y")}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def signature_holds(message, signature, key):
    if len(signature) != 64 or key.get("kty") != "EC" or key.get("crv") != "P-256":
        return False
    x, y = (int.from_bytes(unbase64url(key[name]), "big") for name in ("x", "y"))
    if x >= P or y >= P or (y * y - (x * x * x - 3 * x + B)) % P:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    inverse = pow(s, -1, N)
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    point = add(times(digest * inverse % N, G), times(r * inverse % N, (x, y)))
    return point is not None and point[0] % N == r


# ---- Reading -----------------------------------------------------------------------------------------------------------------------

def moment(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc) if text else None


def day(text):
    return date.fromisoformat(text) if text else None


def rows(archive, name):
    head = TABLES[name].split()
    with archive.open(name) as file:
        table = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
        found = next(table)
        if found != head:
            raise ValueError(f"{name} begins with {found}, expected {head}")
        for row in table:
            yield dict(zip(head, row))


def sha256(archive, name):
    digest = hashlib.sha256()
    with archive.open(name) as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


# ---- Numbers -----------------------------------------------------------------------------------------------------------------------

def published(value):
    """A number as figures.json has it: 15 significant digits, then 10, halves away from zero."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec = 40
        if isinstance(value, Fraction):
            number = Decimal(value.numerator) / Decimal(value.denominator)
        else:
            number = Decimal(value)
        for digits, rounding in ((15, ROUND_HALF_EVEN), (10, ROUND_HALF_UP)):
            if number == 0:
                return Decimal(0)
            number = number.quantize(Decimal(1).scaleb(min(0, number.adjusted() - digits + 1)), rounding=rounding)
        return number.normalize()


def wilson(count, of, effective=None):
    """The 95 % interval of a share, worth `effective` independent observations."""
    n = float(of if effective is None else effective)
    p, z2 = count / of, Z95 * Z95
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


class Sum:
    """A sum of fractions, added up by denominator first: the same float in every order."""

    def __init__(self):
        self.parts = defaultdict(int)

    def add(self, numerator, denominator=1):
        self.parts[denominator] += numerator

    def value(self):
        total = 0.0
        for denominator in sorted(self.parts):
            if self.parts[denominator]:
                total += self.parts[denominator] / denominator
        return total


MASK = (1 << 64) - 1


class Dice:
    """SplitMix64, seeded with a text."""

    def __init__(self, text):
        self.state = 0
        for letter in text:
            self.state = (self.state ^ ord(letter)) * 0x100000001B3 & MASK

    def below(self, n):
        self.state = self.state + 0x9E3779B97F4A7C15 & MASK
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
        return (z ^ z >> 31) % n


class Clusters:
    """Sums of a few columns by session; whoever was reached in none stands alone."""

    def __init__(self, columns):
        self.columns, self.sums = columns, {}

    def add(self, session, person, *values):
        """Each value is a whole number or a pair of numerator and denominator."""
        key = ("session", session) if session else ("alone", person)
        own = self.sums.setdefault(key, [Sum() for _ in range(self.columns)])
        for column, value in enumerate(values):
            own[column].add(*(value if isinstance(value, tuple) else (value,)))

    def resample(self, name):
        """1,000 draws of sessions as their summed columns; None with fewer than 5 sessions."""
        groups = sorted([part.value() for part in own] for own in self.sums.values())
        if len(groups) < 5:
            return None
        dice = Dice(name)
        if len(groups) > 200:
            for i in range(len(groups) - 1, 0, -1):
                j = dice.below(i + 1)
                groups[i], groups[j] = groups[j], groups[i]
            dealt = [[0.0] * self.columns for _ in range(200)]
            for place, own in enumerate(groups):
                for column, value in enumerate(own):
                    dealt[place % 200][column] += value
            groups = dealt
        draws = []
        for _ in range(1000):
            total = [0.0] * self.columns
            for _ in groups:
                own = groups[dice.below(len(groups))]
                for column in range(self.columns):
                    total[column] += own[column]
            draws.append(total)
        return draws


def middle(values):
    """The middle 95 % of the resamples that have a value; none when fewer than 900 have one."""
    known = sorted(value for value in values if value is not None)
    cut = 25 * len(known) // 1000
    return (None, None) if len(known) < 900 else (known[cut], known[len(known) - 1 - cut])


def bounds(draws, value):
    return (None, None) if draws is None else middle(value(draw) for draw in draws)


def ratio_bounds(draws, below, value):
    if draws is None or below is None:
        return None, None
    pairs = ((value(one), value(other)) for one, other in zip(draws, below))
    return middle(None if other is None or other <= 0 or one is None else one / other for one, other in pairs)


def gained(draw):
    before, after = 100.0 * draw[1] / draw[0], 100.0 * draw[2] / draw[0]
    return None if before >= 100 else (after - before) / (100 - before)


def scored(draw):
    return 100.0 * draw[1] / draw[0]


def over(above, below):
    return lambda draw: draw[above] / draw[below] if draw[below] > 0 else None


def mean(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


def days_between(one, other):
    return (other.date() - one.date()).days


# ---- Who taught whom ---------------------------------------------------------------------------------------------------------------

class Tree:
    """Generations, parents and qualifications, from seeds, sessions and exposures."""

    def __init__(self, archive, manifest):
        self.as_of = moment(manifest["asOf"])
        self.window = manifest["windowDays"]
        self.valid = manifest.get("validDays")
        self.again = defaultdict(list)  # every moment at which somebody qualified, first or anew
        self.generation, self.qualified, self.parents, self.reached, self.session = {}, {}, {}, {}, {}
        self.sessions = []  # those that count: (held at, trainers, verified people, claimed heads, session)
        self.complaints = []
        passed = {}
        for row in rows(archive, "people.csv"):
            if row["passedAt"]:
                passed[row["person"]] = moment(row["passedAt"])
                self.again[row["person"]] += [passed[row["person"]], moment(row.get("passedLast") or row["passedAt"])]
        for row in rows(archive, "seeds.csv"):
            self.generation[row["person"]] = 0
            self._qualify(row["person"], moment(row["qualifiedAt"]))
            self.again[row["person"]].append(moment(row["qualifiedAt"]))
            if row["person"] in passed:
                self._qualify(row["person"], passed[row["person"]])
        present = defaultdict(list)
        for row in rows(archive, "exposures.csv"):
            if int(row["tier"]) >= 2:
                present[row["session"]].append((row["person"], moment(row["at"]), row["qualified"] == "true"))
        before = None
        for row in rows(archive, "sessions.csv"):
            held = moment(row["heldAt"])
            if before is not None and held < before:
                self.complaints.append(f"session {row['session']} is out of order")
            before = held
            self._visit(row, held, present[row["session"]], passed)

    def _visit(self, row, held, present, passed):
        trainers = row["trainers"].split(";") if row["trainers"] else []
        if row["status"] == "contested":
            return
        counts = bool(trainers) and all(self.qualified.get(trainer) is not None and self.qualified[trainer] < held for trainer in trainers)
        if counts != (row["status"] == "counted"):
            self.complaints.append(f"session {row['session']} is {row['status']}, but its trainers had {'' if counts else 'not '}all qualified before it")
        if not counts:
            return
        generation = 1 + min(self.generation[trainer] for trainer in trainers)
        verified = set()
        for person, at, qualified in present:
            if person in trainers:
                continue
            if person not in self.generation and person not in verified:
                self.generation[person], self.parents[person], self.reached[person], self.session[person] = generation, trainers, held, row["session"]
                self.qualified.setdefault(person, None)
                if person in passed:
                    self._qualify(person, passed[person])
            verified.add(person)
            if qualified:
                self._qualify(person, max(at, held))
                self.again[person].append(max(at, held))
        self.sessions.append((held, trainers, verified, int(row["claimedHeads"]), row["session"]))

    def _qualify(self, person, at):
        known = self.qualified.get(person)
        self.qualified[person] = at if known is None else min(known, at)

    def credits(self):
        for person, parents in self.parents.items():
            for parent in parents:
                yield parent, person, Fraction(1, len(parents)), self.reached[person]

    def first_sessions(self):
        """Days from qualification to a trainer's first session that counts and somebody confirmed."""
        first = {}
        for held, trainers, verified, _, _ in self.sessions:
            for trainer in trainers if verified else ():
                first.setdefault(trainer, held)
        return {person: days_between(self.qualified[person], held) for person, held in first.items() if self.qualified.get(person)}

    def qualified_people(self, generation):
        return [person for person, g in self.generation.items() if g == generation and self.qualified.get(person)]

    def holds(self, person):
        """Qualified, and not expired on the as-of day."""
        return bool(self.qualified.get(person)) and (self.valid is None or days_between(max(self.again[person]), self.as_of) <= self.valid)

    def follow_up(self, person):
        return days_between(self.qualified[person], self.as_of)


# ---- The figures -------------------------------------------------------------------------------------------------------------------

class Figures:
    """Every figure as (id, slice) -> (value, n, low, high, tier floor)."""

    def __init__(self, archive, manifest):
        self.manifest, self.archive, self.all = manifest, archive, {}
        self.tree = tree = Tree(archive, manifest)
        self.claimed = sum(session[3] for session in tree.sessions)
        self.first = tree.first_sessions()
        self.credits = list(tree.credits())
        self.quantity()
        for generation in range(self.generations):
            self.fan_out(generation)
        self.pledges()
        self.spot_checks()
        self.answers()

    def put(self, name, part, value, n, interval=(None, None), tier=2):
        self.all[name, part] = (published(value), n, published(interval[0]), published(interval[1]), tier)

    def quantity(self):
        tree = self.tree
        contacts = sum(len(session[2]) for session in tree.sessions)
        reach = len(tree.parents)
        sizes = defaultdict(int)
        for generation in tree.generation.values():
            sizes[generation] += 1
        self.generations = max(sizes, default=-1) + 1
        self.put("contacts", "", contacts, contacts)
        self.put("reach", "", reach, reach)
        self.put("claimed-heads", "", self.claimed, self.claimed, tier=0)
        self.put("duplication", "", Fraction(contacts - reach, contacts) if contacts else None, contacts)
        self.put("verified-share", "", Fraction(contacts, self.claimed) if self.claimed else None, self.claimed)
        self.put("depth", "", max((g for g, size in sizes.items() if size >= 5), default=None), reach)
        contacts_of_reached = sum(1 for session in tree.sessions for person in session[2] if tree.generation[person] >= 1)
        self.put("dose", "", Fraction(contacts_of_reached, reach) if reach else None, reach)
        credit = defaultdict(Fraction)
        for parent, _, share, _ in self.credits:
            credit[parent] += share
        most = sorted(credit.values(), reverse=True)
        self.put("concentration", "", sum(most[:(len(most) + 4) // 5], Fraction(0)) / sum(most, Fraction(0)) if most else None, len(most))
        waits = sorted(days_between(tree.qualified[parent], tree.qualified[child]) for child, parents in tree.parents.items() if tree.qualified.get(child) for parent in parents)
        self.put("generation-interval", "", Fraction(waits[(len(waits) - 1) // 2] + waits[len(waits) // 2], 2) if waits else None, len(waits))
        for generation in range(self.generations):
            self.put("generation-size", f"g={generation}", sizes[generation], sizes[generation])

    def fan_out(self, generation):
        tree, part, window = self.tree, f"g={generation}", self.tree.window
        people = tree.qualified_people(generation)
        within = lambda person: self.first.get(person) is not None and self.first[person] <= window
        eligible = {person for person in people if tree.follow_up(person) >= window}
        timely = [(parent, child, share) for parent, child, share, at in self.credits
                  if tree.generation[parent] == generation and days_between(tree.qualified[parent], at) <= window]
        active = [person for person in eligible if within(person)]
        credit = sum((share for parent, _, share in timely if parent in eligible), Fraction(0))
        if eligible:
            clusters = Clusters(3)
            for person in eligible:
                clusters.add(tree.session.get(person), person, 1, int(within(person)), 0)
            for parent, _, share in timely:
                if parent in eligible:
                    clusters.add(tree.session.get(parent), parent, 0, 0, (share.numerator, share.denominator))
            draws = clusters.resample(f"fan-out;{part}")
            self.put("fan-out", part, credit / len(eligible), len(eligible), bounds(draws, over(2, 0)))
            self.put("activation", part, Fraction(len(active), len(eligible)), len(eligible), wilson(len(active), len(eligible)))
            self.put("yield", part, credit / len(active) if active else None, len(active), bounds(draws, over(2, 1)) if active else (None, None))
        else:
            for name in ("fan-out", "activation", "yield"):
                self.put(name, part, None, 0)
        trainers = {person for person in people if tree.follow_up(person) >= 2 * window and within(person)}
        again = [(parent, share) for parent, child, share in timely if parent in trainers and tree.qualified.get(child) and within(child)]
        clusters = Clusters(2)
        for person in trainers:
            clusters.add(tree.session.get(person), person, 1, 0)
        for parent, share in again:
            clusters.add(tree.session.get(parent), parent, 0, (share.numerator, share.denominator))
        self.put("reproduction", part, sum((share for _, share in again), Fraction(0)) / len(trainers) if trainers else None, len(trainers),
                 bounds(clusters.resample(f"reproduction;{part}"), over(1, 0)) if trainers else (None, None))
        self.put("time-to-cascade", part, self.median_days(people), len(people))

    def median_days(self, people):
        """Kaplan-Meier: the first day on which at most half have not taught yet."""
        times = [(self.first.get(person), self.tree.follow_up(person)) for person in people]
        left = Fraction(1)
        for at in sorted({event for event, _ in times if event is not None}):
            at_risk = sum(1 for event, followed in times if (followed if event is None else event) >= at)
            left *= 1 - Fraction(sum(1 for event, _ in times if event == at), at_risk)
            if left <= Fraction(1, 2):
                return at
        return None

    def pledges(self):
        today, grace = self.tree.as_of.date(), timedelta(days=self.manifest["graceDays"])
        due = defaultdict(list)
        people = 0
        for row in rows(self.archive, "pledges.csv"):
            made, last = day(row["madeOn"]), day(row["dueOn"]) + grace
            if last <= today and made <= today:
                due[row["person"]].append((made, last))
                people += int(row["people"])
        kept_in = lambda person, at: any(made <= at.date() <= last for made, last in due.get(person, ()))
        if not due:
            self.put("conversion-people", "", None, 0)
            self.put("conversion-volume", "", None, 0)
            return
        kept = {trainer for held, trainers, verified, _, _ in self.tree.sessions if verified for trainer in trainers if kept_in(trainer, held)}
        learners = sum((share for parent, _, share, at in self.credits if kept_in(parent, at)), Fraction(0))
        self.put("conversion-people", "", Fraction(len(kept), len(due)), len(due), wilson(len(kept), len(due)))
        self.put("conversion-volume", "", learners / people, people)

    def spot_checks(self):
        counted = {session[4] for session in self.tree.sessions}
        heads, lots, sizes, judged = {}, defaultdict(dict), defaultdict(int), set()
        less = {"confirmed": 0, "refuted": 1, "unreachable": 2}
        for row in rows(self.archive, "spotchecks.csv"):
            lot = row["lot"]
            sizes[lot] = max(sizes[lot], int(row["size"]))
            places = [(lots[lot], (row["session"], row["head"]))]  # a lot is judged whole
            if row["session"] in counted:
                judged.add(lot)
                places.append((heads, (row["session"], row["person"]) if row["person"] else (row["session"], lot, row["head"])))
            for known, head in places:
                known.setdefault(head, None)
                if row["outcome"]:
                    last = (row["checkedAt"], less[row["outcome"]], row["outcome"])
                    known[head] = last if known[head] is None else max(known[head], last)
        if not heads:
            return
        answers = defaultdict(list)
        for (session, *_), last in heads.items():
            if last and last[2] != "unreachable":
                answers[session].append(last[2] == "confirmed")
        n, confirmed = sum(map(len, answers.values())), sum(map(sum, answers.values()))
        unreachable = sum(1 for last in heads.values() if last and last[2] == "unreachable")
        if n:
            low, high = wilson(confirmed, n, n / self.design_effect(answers.values(), n, confirmed))
            self.put("spot-check-share", "", Fraction(confirmed, n), n, (low, high), tier=4)
            self.put("spot-check-estimate", "", Fraction(self.claimed * confirmed, n), self.claimed, (self.claimed * low, self.claimed * high), tier=0)
        else:
            self.put("spot-check-share", "", None, 0, tier=4)
            self.put("spot-check-estimate", "", None, self.claimed, tier=0)
        self.put("spot-checks-unreachable", "", unreachable, n + unreachable, tier=4)
        decisions = [self.decide([last[2] for last in lots[lot].values() if last], sizes[lot]) for lot in judged]
        self.put("lots-accepted", "", decisions.count("accepted"), len(decisions), tier=4)
        self.put("lots-refused", "", decisions.count("refused"), len(decisions), tier=4)

    @staticmethod
    def design_effect(sessions, n, confirmed):
        m = len(sessions)
        if m < 2 or confirmed in (0, n):
            return 1.0
        squares = sum((sum(answers) * n - confirmed * len(answers)) ** 2 for answers in sessions)
        between = Fraction(m, m - 1) * Fraction(squares, n ** 4)
        share = Fraction(confirmed, n)
        return max(1.0, float(between / (share * (1 - share) / (n - 1))))

    @staticmethod
    def decide(outcomes, planned):
        if planned < 12:
            return "open"
        size, needed = (19, 13) if planned >= 19 else (12, 8)
        if outcomes.count("refuted") > size - needed:
            return "refused"
        return "accepted" if outcomes.count("confirmed") >= needed else "open"

    def answers(self):
        people = {}  # person -> (generation, cluster, due, covered)
        scores = defaultdict(lambda: defaultdict(lambda: [0, 0]))  # occasion -> person -> [right, asked], anchors
        checks = defaultdict(lambda: defaultdict(lambda: [0, 0]))  # the same over all items of a refresher
        self.messages = defaultdict(lambda: [set(), 0, 0])  # (generation, message) -> people, right, answers
        self.choices = defaultdict(lambda: defaultdict(list))  # (message, item, options) -> generation -> [(option, correct)]
        sure = defaultdict(lambda: [set(), 0, 0])  # generation -> people, wrong and sure, answers
        for row in rows(self.archive, "answers.csv"):
            person, occasion, right = row["person"], row["occasion"], row["correct"] == "true"
            generation = int(row["generation"])
            people[person] = (generation, row["cluster"], int(row["due"] or 0), int(row["covered"]))
            if occasion == "post" and row["sure"]:
                own = sure[generation]
                own[0].add(person)
                own[1] += not right and row["sure"] == "true"
                own[2] += 1
            checks[occasion][person][0] += right
            checks[occasion][person][1] += 1
            if row["anchor"] != "true":
                continue
            scores[occasion][person][0] += right
            scores[occasion][person][1] += 1
            if occasion == "post" and row["message"]:
                cell = self.messages[generation, row["message"]]
                cell[0].add(person)
                cell[1] += right
                cell[2] += 1
                if row["options"]:
                    self.choices[row["message"], row["item"], int(row["options"])][generation].append((row["option"], right))
        self.people, self.scores, self.checks = people, scores, checks
        gains, means = {}, {}
        for generation in range(self.generations):
            self.mean_scores("score-before", "pre", generation, {})
            self.mean_scores("score-after", "post", generation, means)
            self.gain(generation, gains)
            asked, wrong, of = sure[generation]
            enough = len(asked) >= FEWEST
            self.put("confident-errors", f"g={generation}", Fraction(wrong, of) if enough else None, len(asked), wilson(wrong, of) if enough else (None, None))
        self.fidelity(gains, means)
        self.message_survival()
        self.mutation()
        for month in (1, 3, 6):
            self.retention(month)
        self.coverage()

    def of_generation(self, occasion, generation):
        return {person: score for person, score in self.scores[occasion].items() if self.people[person][0] == generation}

    def mean_scores(self, name, occasion, generation, means):
        own, clusters = self.of_generation(occasion, generation), Clusters(2)
        for person, (right, asked) in own.items():
            clusters.add(self.people[person][1], person, 1, (right, asked))
        value = mean(Fraction(100 * right, asked) for right, asked in own.values()) if own else None
        draws = clusters.resample(f"{name};g={generation}")
        if own:
            means[generation] = (value, len(own), draws)
        enough = len(own) >= FEWEST
        self.put(name, f"g={generation}", value if enough else None, len(own), bounds(draws, scored) if enough else (None, None))

    def gain(self, generation, gains):
        pre, post, clusters = self.of_generation("pre", generation), self.of_generation("post", generation), Clusters(3)
        both = [person for person in pre if person in post]
        value, draws = None, None
        if both:
            for person in both:
                clusters.add(self.people[person][1], person, 1, tuple(pre[person]), tuple(post[person]))
            before, after = mean(Fraction(100 * pre[p][0], pre[p][1]) for p in both), mean(Fraction(100 * post[p][0], post[p][1]) for p in both)
            draws = clusters.resample(f"gain;g={generation}")
            if before <= 85:
                value = (after - before) / (100 - before)
                gains[generation] = (value, len(both), draws)
        enough = value is not None and len(both) >= FEWEST
        self.put("gain", f"g={generation}", value if enough else None, len(both), bounds(draws, gained) if enough else (None, None))

    def fidelity(self, gains, means):
        usable = lambda measures: 0 in measures and measures[0][0] > 0
        measures, by, value = (gains, "gain", gained) if usable(gains) and len(gains) > 1 else (means, "post-score", scored)
        if not usable(measures):
            return
        left = {generation: measured[0] / measures[0][0] for generation, measured in measures.items()}
        above = below = 0
        fitted = []
        for generation in sorted(measures):
            _, n, draws = measures[generation]
            part, parent = f"g={generation};by={by}", generation - 1
            enough = n >= FEWEST
            self.put("fidelity", part, left[generation] if enough else None, n,
                     ratio_bounds(draws, measures[0][2], value) if enough and generation > 0 else (None, None))
            both = enough and parent in left and left[parent] > 0 and measures[parent][1] >= FEWEST
            self.put("layer-retention", part, left[generation] / left[parent] if both else None, n,
                     ratio_bounds(draws, measures[parent][2], value) if both else (None, None))
            if enough and generation >= 1 and left[generation] > 0:
                above += generation * math.log(float(left[generation]))
                below += generation * generation
                fitted.append(n)
        if fitted:
            self.put("fitted-retention", "", math.floor(math.exp(above / below) * 1e9 + 0.5) / 1e9, sum(fitted))

    def message_survival(self):
        for (generation, message), (people, right, asked) in self.messages.items():
            enough = len(people) >= FEWEST
            self.put("message-survival", f"g={generation};message={message}", Fraction(right, asked) if enough else None, len(people),
                     wilson(right, asked) if enough else (None, None))

    def mutation(self):
        worst = {}
        for (message, item, options), generations in self.choices.items():
            given = [answer for answers in generations.values() for answer in answers]
            for option in {option for option, right in given if not right}:
                share = Fraction(sum(1 for chosen, _ in given if chosen == option), len(given))
                worst[message] = min(worst.get(message, (1, "", "", 0)), (-share, item, option, options))
        for message, (_, item, option, options) in worst.items():
            for generation, answers in self.choices[message, item, options].items():
                chosen, asked = sum(1 for given, _ in answers if given == option), len(answers)
                part = f"g={generation};message={message};item={item};option={option}"
                if asked < FEWEST:
                    self.put("mutation", part, None, asked)
                    continue
                low, high = wilson(chosen, asked)
                self.put("mutation", part, Fraction(chosen, asked) - Fraction(1, options), asked, (low - 1 / options, high - 1 / options))

    def retention(self, month):
        before, after, later, part = self.scores["pre"], self.scores["post"], self.scores[f"r{month}"], f"month={month}"
        everybody, answering, worst, best, clusters = Fraction(0), Fraction(0), Fraction(0), Fraction(0), Clusters(3)
        now_total, due, answered = Fraction(0), 0, 0
        for person, score in after.items():
            if self.people[person][2] < month:
                continue
            due += 1
            then = Fraction(*score)
            everybody += then
            if person in later:
                answered += 1
                now = Fraction(*later[person])
                answering, now_total, worst, best = answering + then, now_total + now, worst + now, best + now
                clusters.add(self.people[person][1], person, 1, tuple(score), tuple(later[person]))
            else:
                worst += min(then, Fraction(*before[person]) if person in before else Fraction(0))
                best += then
        if not due or not everybody:
            return
        few = 0 < answered < FEWEST  # worst and best would give back what these few forgot
        known = answered >= FEWEST and answering > 0
        self.put("retention-respondents", part, now_total / answering if known else None, answered,
                 bounds(clusters.resample(f"retention;{part}"), over(2, 1)) if known else (None, None))
        for name, total in (("retention-worst", worst), ("retention-best", best)):
            self.put(name, part, total / everybody if due >= FEWEST and not few else None, due)
        self.put("response-rate", part, Fraction(answered, due), due, wilson(answered, due))

    def coverage(self):
        today = self.tree.as_of.date()
        declared = {}
        for row in rows(self.archive, "staff.csv"):
            if not row["unit"] and day(row["declaredOn"]) <= today:
                newest = (day(row["declaredOn"]), int(row["eligible"]))
                declared[row["institution"]] = max(declared.get(row["institution"], newest), newest)
        if not declared:
            return
        covered = defaultdict(set)
        for row in rows(self.archive, "people.csv"):
            held = row["institution"] and day(row["inPostFrom"]) <= today and (not row["inPostTo"] or day(row["inPostTo"]) >= today)
            if held and self.tree.holds(row["person"]):
                covered[row["institution"]].add(row["person"])
        eligible = sum(number for _, number in declared.values())
        share = Fraction(sum(min(len(covered[institution]), number) for institution, (_, number) in declared.items()), eligible)
        self.put("coverage", "", share, eligible)
        checked = still = 0
        for person, (_, _, due, times) in self.people.items():
            score = self.checks["r6"].get(person) or self.checks["r3"].get(person)
            if times and due >= 3 and score:
                checked += times
                still += times * (score[0] >= self.manifest["passMark"] * score[1] - 1e-9)
        if checked:
            low, high = wilson(still, checked)
            self.put("effective-coverage", "", share * Fraction(still, checked), checked, (float(share) * low, float(share) * high))
        else:
            self.put("effective-coverage", "", None, 0)


class ProtectedFigures:
    """Protection content leaves no rows. What can be checked is that its figures fit each other and are cut to steps."""

    STEP = 11
    COUNTS = ("contacts", "reach", "claimed-heads", "generation-size", "spot-checks-unreachable", "spot-check-estimate")

    def __init__(self, archive, claimed):
        self.complaints = [f"{name} holds rows, although this is protection content" for name in TABLES for _ in [next(rows(archive, name), None)] if _ is not None]
        number = lambda name, part="": next((figure["value"] for figure in claimed if (figure["id"], figure["slice"]) == (name, part)), None)
        sizes = [figure["value"] for figure in claimed if figure["id"] == "generation-size"]
        self.expect("reach", number("reach"), sum(sizes[1:], Decimal(0)))
        contacts, heads, reach = number("contacts"), number("claimed-heads"), number("reach")
        self.expect("duplication", number("duplication"), published(Fraction(max(0, int(contacts - reach)), int(contacts))) if contacts else None)
        self.expect("verified-share", number("verified-share"), published(Fraction(int(contacts), int(heads))) if heads else None)
        for figure in claimed:
            self.form(figure)

    def expect(self, name, found, wanted):
        if (found is None) != (wanted is None) or (found is not None and found != wanted):
            self.complaints.append(f"{name} is {found}; from the other figures it would be {wanted}")

    def form(self, figure):
        name, value, n = figure["id"], figure["value"], figure["n"]
        if name.startswith("lots-"):
            return
        whole = lambda number: number is None or number % self.STEP == 0
        if not whole(n) or (name in self.COUNTS and not whole(value)):
            self.complaints.append(f"{name} {figure['slice']} is not in steps of {self.STEP}")
        if name not in (*self.COUNTS, "duplication", "verified-share"):
            if n == 0 and value is not None:
                self.complaints.append(f"{name} {figure['slice']} rests on fewer than {self.STEP} people and is shown")
            if any(number is not None and number != round(number, 2) for number in (value, figure["low"], figure["high"])):
                self.complaints.append(f"{name} {figure['slice']} has more than two decimals")


# ---- Checking ----------------------------------------------------------------------------------------------------------------------

def check(path, keys, older, quiet):
    """Everything that is wrong with a pack, as sentences."""
    wrong = []
    with zipfile.ZipFile(path) as archive:
        manifest_bytes = archive.read("manifest.json")
        manifest = json.loads(manifest_bytes)
        if manifest["format"] != "learning-hub-evidence/1":
            return [f"the format is {manifest['format']}; this script reads learning-hub-evidence/1"]
        key = manifest["signature"]["key"]
        if not signature_holds(manifest_bytes, base64.b64decode(archive.read("manifest.sig")), key):
            wrong.append("manifest.sig is not a signature of manifest.json by the key in it")
        if key["kid"] != thumbprint(key):
            wrong.append("the key in the manifest does not have the name it claims")
        if keys is not None and not any(known["x"] == key["x"] and known["y"] == key["y"] for known in keys):
            wrong.append("the key in the manifest is not one of the site's keys")
        if sorted(archive.namelist()) != sorted([*manifest["files"], "manifest.json", "manifest.sig"]) or set(manifest["files"]) != {*TABLES, "figures.json"}:
            wrong.append("the pack does not hold exactly the files that its manifest names")
        for name, digest in manifest["files"].items():
            if sha256(archive, name) != digest:
                wrong.append(f"{name} is not the file that was signed")
        if older is not None:
            wrong += check_chain(manifest, older)
        if wrong:
            return wrong
        claimed = json.loads(archive.read("figures.json"), parse_float=Decimal, parse_int=Decimal)
        if manifest["sensitive"]:
            print_held_back(claimed, quiet)
            return ProtectedFigures(archive, claimed).complaints
        figures = Figures(archive, manifest)
    wrong += figures.tree.complaints
    wrong += compare(claimed, figures.all, manifest, quiet)
    return wrong


def print_held_back(claimed, quiet):
    if quiet:
        return
    print("Protection content: no rows leave the house, so that these figures can be checked against each other only.")
    for figure in claimed:
        print(f"{figure['id']:26} {figure['slice']:28} {'-' if figure['value'] is None else figure['value']!s:>16} {figure['n']!s:>8}")


def check_chain(manifest, older):
    with zipfile.ZipFile(older) as archive:
        old = json.loads(archive.read("manifest.json"))
    heads = {head["position"]: head["hash"] for head in [*manifest["chain"]["earlier"], manifest["chain"]]}
    if old["site"] != manifest["site"]:
        return ["the older pack comes from another site"]
    if heads.get(old["chain"]["position"]) != old["chain"]["hash"]:
        return [f"the journal up to position {old['chain']['position']} is not the one that the older pack was made from"]
    return []


def compare(claimed, computed, manifest, quiet):
    wrong, seen = [], set()
    if not quiet:
        print(f"{'figure':26} {'part':28} {'published':>16} {'recomputed':>16} {'n':>8}")
    for figure in claimed:
        name = (figure["id"], figure["slice"])
        published_one = tuple(None if figure[part] is None else figure[part].normalize() if isinstance(figure[part], Decimal) else figure[part]
                              for part in ("value", "n", "low", "high", "tierFloor"))
        own = computed.get(name)
        same = own is not None and all((a is None) == (b is None) and (a is None or Decimal(a) == Decimal(b)) for a, b in zip(published_one, own))
        if figure["definition"] != f"{figure['id']}@{manifest['definitions'].get(figure['id'])}":
            same = False
        if not quiet:
            show = lambda value: "-" if value is None else f"{value:f}"
            print(f"{figure['id']:26} {figure['slice']:28} {show(published_one[0]):>16} {show(own[0]) if own else '?':>16} {show(published_one[1]):>8}{'' if same else '   DIFFERS'}")
        if not same:
            wrong.append(f"{figure['id']} {figure['slice']}: published {published_one}, recomputed {own}")
        if name in seen:
            wrong.append(f"{figure['id']} {figure['slice']} is published twice")
        seen.add(name)
    wrong += [f"{name[0]} {name[1]}: recomputed {own}, not published" for name, own in computed.items() if name not in seen]
    return wrong


def main():
    arguments = argparse.ArgumentParser(description="Checks an evidence pack and recomputes every published figure from its tables.")
    arguments.add_argument("packs", nargs="+", metavar="pack.zip")
    arguments.add_argument("--keys", help="the site's evidence-key.json, fetched by yourself: the key in the pack must be one of them")
    arguments.add_argument("--older", metavar="older.zip", help="a pack of the same site that you kept: the journal behind it must not have changed")
    arguments.add_argument("--quiet", action="store_true", help="print no table")
    given = arguments.parse_args()
    failed = False
    try:
        keys = None
        if given.keys:
            with open(given.keys, encoding="utf-8") as file:
                keys = json.load(file)["keys"]
        for path in given.packs:
            wrong = check(path, keys, given.older, given.quiet)
            print(f"{path}: " + ("every file, the signature and every figure hold" if not wrong else f"{len(wrong)} differences"))
            for sentence in wrong:
                print(f"  {sentence}")
            failed = failed or bool(wrong)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        print(f"The pack can't be read: {error!r}", file=sys.stderr)
        return 2
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
