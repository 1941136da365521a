"""Every row of the analyses once more, by school geometry and not by CephView's formulas.

Points are (x, y) in mm, the face upright and to the right, y down. Lengths by Pythagoras, angles by the law of cosines,
distances from a line by the area of a triangle, crossings by Cramer's rule. What a row means was written down from its
author's definition, row by row; no file of CephView is read here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

Point = tuple[float, float]
Head = Mapping[str, Point]
Row = Callable[[Head], float]

# Where landmarks lie that no data set has, about the mean head of `core.head_shape`: for heads that lack them.
ELSEWHERE: dict[str, Point] = {
    **{"Pr": (18.0, -1.0), "Id": (16.5, 18.0), "Pm": (11.0, 33.0), "tgi": (-44.0, 22.0), "tgp": (-54.0, 8.0)},
    **{"DC": (-56.0, -29.0), "RR1": (-24.0, 0.0), "RR2": (-54.0, 1.0), "RR3": (-38.0, -22.0), "RR4": (-37.0, 24.0)},
    **{"U6D": (-13.0, 4.0), "L6D": (-10.0, 9.0), "U3": (11.0, 10.0), "L3": (13.0, 9.5), "UP1": (5.0, 8.5)},
    **{"LP1": (6.0, 9.5), "SLS": (26.5, -3.0), "ILS": (21.5, 30.0), "U1L": (21.5, 6.0), "L1L": (19.5, 14.0)},
    **{"ULi": (22.5, 3.0), "LLi": (21.0, 22.0), "OR′": (12.0, -36.0), "CB′": (10.0, -22.0), "SP′": (14.0, -28.0)},
    **{"AB′": (16.0, -12.0), "H": (-33.0, 57.0), "P": (-48.0, 13.0), "SPa": (-40.0, -4.0), "UPW": (-58.0, -5.0)},
    **{"Tp": (-45.0, 17.0), "LPW": (-58.0, 19.0), "AD1": (-50.0, -17.0), "AD2": (-44.0, -26.0), "Dors": (-49.0, -57.0)},
}


def length(a: Point, b: Point) -> float:
    return math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def corner(a: Point, b: Point, c: Point) -> float:
    """The angle at b, by the law of cosines."""
    p, q, r = length(b, a), length(b, c), length(a, c)
    return math.degrees(math.acos((p * p + q * q - r * r) / (2 * p * q)))


def slope(a: Point, b: Point) -> float:
    """How far down a line runs that runs forwards, in degrees; of any direction."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def down(first: tuple[Point, Point], second: tuple[Point, Point]) -> float:
    """How far the second line is turned downwards (clockwise) against the first, ±180."""
    return (slope(*second) - slope(*first) + 180) % 360 - 180


def between(first: tuple[Point, Point], second: tuple[Point, Point]) -> float:
    return abs(down(first, second))


def in_front(p: Point, line: tuple[Point, Point]) -> float:
    """How far in front of a line that runs down, above one that runs forwards: from a triangle and its base."""
    (ax, ay), (bx, by) = line
    doubled = ax * (p[1] - by) + bx * (ay - p[1]) + p[0] * (by - ay)
    return doubled / length(*line)


def ahead(a: Point, b: Point, line: tuple[Point, Point]) -> float:
    """How far b lies ahead of a along a line: from the sides of triangles alone."""
    p, q = line
    base = length(p, q)

    def along(r: Point) -> float:
        return (length(p, r) ** 2 - length(q, r) ** 2 + base * base) / (2 * base)

    return along(b) - along(a)


def below(a: Point, b: Point, line: tuple[Point, Point]) -> float:
    """How far b lies below a, across a line that runs forwards."""
    return in_front(a, line) - in_front(b, line)


def crossing(first: tuple[Point, Point], second: tuple[Point, Point]) -> Point:
    """By Cramer's rule."""
    (a, b), (c, d) = first, second
    a1, b1 = b[1] - a[1], a[0] - b[0]
    a2, b2 = d[1] - c[1], c[0] - d[0]
    c1, c2 = a1 * a[0] + b1 * a[1], a2 * c[0] + b2 * c[1]
    whole = a1 * b2 - a2 * b1
    return (c1 * b2 - c2 * b1) / whole, (a1 * c2 - a2 * c1) / whole


def foot(p: Point, line: tuple[Point, Point]) -> Point:
    share = ahead(line[0], p, line) / length(*line)
    return line[0][0] + share * (line[1][0] - line[0][0]), line[0][1] + share * (line[1][1] - line[0][1])


def mid(*points: Point) -> Point:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def turned(line: tuple[Point, Point], degrees: float, through: Point | None = None) -> tuple[Point, Point]:
    """A line of the same length, turned clockwise."""
    start, angle = through or line[0], math.radians(slope(*line) + degrees)
    size = length(*line)
    return start, (start[0] + size * math.cos(angle), start[1] + size * math.sin(angle))


def _with_constructions(head: Head) -> dict[str, Point]:
    h = dict(head)
    h["GoC"] = crossing((h["Ar"], h["tgp"]), (h["tgi"], h["Me"]))
    h["Sto"], h["Gn′"] = mid(h["UL′"], h["LL′"]), h.get("Gn′") or mid(h["Pog′"], h["Me′"])
    h["CC"] = crossing((h["Ba"], h["N"]), (h["PT"], h["Gn"]))
    fh = h["Po"], h["Or"]
    h["CF"] = foot(h["PT"], fh)
    upright = turned(fh, 90, mid(h["RR1"], h["RR2"]))
    h["Xi"] = crossing(upright, turned(fh, 0, mid(h["RR3"], h["RR4"])))
    h["cGn"] = crossing((h["N"], h["Pog"]), (h["tgi"], h["Me"]))
    h["S1"] = mid(h["Pn"], h["Sn"])
    h["O"] = crossing((h["PNS"], h["ANS"]), (h["Go"], h["Me"]))
    return h


def values(head: Head) -> dict[tuple[str, str], float]:
    """Every row by (analysis, measurement)."""
    h = _with_constructions(head)
    p = h.__getitem__
    S, N, A, B, Pog, Me, Gn, Go, Ar = map(p, ("S", "N", "A", "B", "Pog", "Me", "Gn", "Go", "Ar"))
    Po, Or, ANS, PNS, U1, L1, UIA, LIA = map(p, ("Po", "Or", "ANS", "PNS", "U1", "L1", "UIA", "LIA"))
    Co, Ba, PT, Ptm, D, UMT, LMT, GoC = map(p, ("Co", "Ba", "PT", "Ptm", "D", "UMT", "LMT", "GoC"))
    Sn, Ls, Li, Pn, Pogs, Ns, Mes, Gns, Gl, C, Cm = map(
        p, ("Sn", "Ls", "Li", "Pn", "Pog′", "N′", "Me′", "Gn′", "Gl", "C", "Cm")
    )
    UL, LL, SLS, ILS, U1L, L1L, Xi, Pm, tgi = map(p, ("UL′", "LL′", "SLS", "ILS", "U1L", "L1L", "Xi", "Pm", "tgi"))
    SN, FH, PP, NP, AP, MP = (S, N), (Po, Or), (PNS, ANS), (N, Pog), (A, Pog), (tgi, Me)
    GoMe, GoGn, HP = (Go, Me), (Go, Gn), turned(SN, 7)
    OP, FOP = (mid(UMT, LMT), mid(U1, L1)), (mid(UMT, LMT), mid(p("UP1"), p("LP1")))
    Nperp, PTV = turned(FH, 90, N), turned(FH, 90, PT)
    E, Sl, H, Bl = (Pn, Pogs), (h["S1"], Pogs), (Ls, Pogs), (Sn, Pogs)
    sna, snb = corner(S, N, A), corner(S, N, B)
    inter = corner_of_lines((U1, UIA), (L1, LIA))
    snmp, snpp, ppmp = down(SN, GoMe), down(SN, PP), down(PP, GoMe)
    fhpp, fhmp, fhop = down(FH, PP), down(FH, MP), down(FH, OP)
    u1sn, u1pp = 180 - between(SN, (UIA, U1)), 180 - between(PP, (UIA, U1))
    l1mp, l1gome = 180 - between((tgi, Me), (LIA, L1)), 180 - between(GoMe, (LIA, L1))
    wits, abnp = ahead(B, A, FOP), down((A, B), NP)
    facial = 180 - between(FH, NP)
    odi = between((B, A), (Me, Go)) + fhpp
    apdi = facial + abnp + fhpp
    nasolabial = corner(Cm, Sn, Ls)
    lip = (Ls if slope(Pogs, Ls) > slope(Pogs, Li) else Li, Pogs)
    saddle, articular, gonial = corner(N, S, Ar), corner(S, Ar, Go), corner(Ar, Go, Me)
    o = {k: length(h["O"], h[k]) for k in ("N", "ANS", "U1", "Pog", "Go", "Dors")}
    depth, height = ahead(Ba, N, FH), below(N, Me, FH)
    tables: dict[str, dict[str, float]] = {
        "Steiner": {
            "SNA": sna, "SNB": snb, "ANB": sna - snb, "SND": corner(S, N, D), "SN–GoGn": down(SN, GoGn),
            "SN–OP": down(SN, FOP), "U1–NA angle": down((UIA, U1), (N, A)), "U1–NA": in_front(U1L, (N, A)),
            "L1–NB angle": down((N, B), (L1, LIA)), "L1–NB": in_front(L1L, (N, B)), "Pog–NB": in_front(Pog, (N, B)),
            "L1–NB less Pog–NB": in_front(L1L, (N, B)) - in_front(Pog, (N, B)), "Interincisal": inter,
            "S–L": ahead(S, Pog, SN), "S–E": ahead(Co, S, SN), "Ls–S-line": in_front(Ls, Sl),
            "Li–S-line": in_front(Li, Sl),
        },
        "Downs": {
            "Facial angle": facial, "Convexity": down((N, A), AP), "AB–NPog": abnp, "FH–MP": fhmp,
            "Y axis": down(FH, (S, Gn)), "U1–APog": in_front(U1, AP), "FH–OP": fhop, "Interincisal": inter,
            "L1–OP": 90 - between(OP, (LIA, L1)), "L1–MP": l1mp,
        },
        "Tweed": {
            "FMA": fhmp, "FMIA": 180 - between(FH, (L1, LIA)), "IMPA": l1mp, "Z angle": 180 - between(FH, lip),
            "OP–FH": fhop, "Upper lip thickness": length(U1L, Ls), "Total chin": in_front(Pogs, (N, B)),
            "Posterior face height": length(Ar, GoC), "Anterior face height": below(ANS, Me, PP),
            "Facial height index": 100 * length(Ar, GoC) / below(ANS, Me, PP),
        },
        "Björk–Jarabak": {
            "Saddle": saddle, "Articular": articular, "Gonial": gonial, "Sum": saddle + articular + gonial,
            "Upper gonial": corner(Ar, Go, N), "Lower gonial": corner(N, Go, Me), "S–N": length(S, N),
            "S–Ar": length(S, Ar), "Ar–Go": length(Ar, Go), "Go–Me": length(Go, Me),
            "Go–Me : S–N": 100 * length(Go, Me) / length(S, N), "S–Go": length(S, Go), "N–Me": length(N, Me),
            "S–Go : N–Me": 100 * length(S, Go) / length(N, Me), "SN–GoMe": snmp, "N–Go": length(N, Go),
            "S–Gn": length(S, Gn), "SN–Pog": corner(S, N, Pog), "SN–Gn": down(SN, (S, Gn)), "U1–SN": u1sn,
            "L1–GoMe": l1gome, "U1–NPog": in_front(U1, NP), "L1–NPog": in_front(L1, NP),
        },
        "Björk 1947": {
            "S–N–ANS": corner(S, N, ANS), "S–N–Pr": corner(S, N, p("Pr")), "S–N–Id": corner(S, N, p("Id")),
            "S–N–Pog": corner(S, N, Pog), "U1–OP": corner(UIA, U1, UMT), "L1–OP": corner(LIA, L1, LMT),
            "N–S–Ar": saddle, "S–Ar–Go": corner(S, Ar, GoC),
        },
        "Ricketts": {
            "Facial axis": between((N, Ba), (PT, h["cGn"])), "Facial depth": facial, "Mandibular plane": fhmp,
            "Facial taper": 180 - between(NP, (Me, tgi)), "Lower face height": corner(ANS, Xi, Pm),
            "Mandibular arc": 180 - corner(p("DC"), Xi, Pm), "Convexity": in_front(A, NP), "L1–APog": in_front(L1, AP),
            "L1–APog angle": down((Pog, A), (LIA, L1)), "U6–PTV": in_front(p("U6D"), PTV), "Li–E-line": in_front(Li, E),
            "Ls–E-line": in_front(Ls, E), "Maxillary depth": 180 - between(FH, (N, A)), "FH–PP": fhpp,
            "Maxillary height": corner(N, h["CF"], A), "Total face height": down((Ba, N), (Xi, Pm)),
            "Cranial deflection": down((Ba, N), FH), "Cranial length": length(h["CC"], N),
            "Posterior face height": length(GoC, h["CF"]), "Ramus position": 180 - between(FH, (h["CF"], Xi)),
            "Porion location": in_front(Po, PTV), "Corpus length": length(Xi, Pm), "U1–APog": in_front(U1, AP),
            "U1–APog angle": down((UIA, U1), AP), "Interincisal": inter, "OP–Xi": -in_front(Xi, FOP),
            "OP–corpus axis": down(FOP, (Xi, Pm)), "Overjet": ahead(L1, U1, FOP), "Overbite": below(L1, U1, FOP),
            "L1 extrusion": in_front(L1, FOP), "Molar relation": ahead(p("L6D"), p("U6D"), FOP),
            "Canine relation": ahead(p("L3"), p("U3"), FOP), "Upper lip length": length(ANS, h["Sto"]),
            "Embrasure–OP": in_front(h["Sto"], FOP),
        },
        "McNamara": {
            "A–N perp.": in_front(A, Nperp), "Pog–N perp.": in_front(Pog, Nperp), "Co–A": length(Co, A),
            "Co–Gn": length(Co, Gn), "Difference": length(Co, Gn) - length(Co, A), "ANS–Me": length(ANS, Me),
            "FH–MP": down(FH, GoMe), "Facial axis": between((N, Ba), (PT, Gn)) - 90,
            "U1–A vertical": in_front(U1L, turned(FH, 90, A)), "L1–APog": in_front(L1L, AP), "Nasolabial": nasolabial,
            "Upper lip cant": down((Sn, Ls), Nperp), "Upper pharynx": length(p("SPa"), p("UPW")),
            "Lower pharynx": length(p("Tp"), p("LPW")),
        },
        "Wits": {
            "AO–BO": wits, "AO–BO, bisected": ahead(B, A, OP), "AF–BF": ahead(B, A, FH), "A–B on PP": ahead(B, A, PP),
        },
        "Lip lines": {
            "Ls–E-line": in_front(Ls, E), "Li–E-line": in_front(Li, E), "Ls–S-line": in_front(Ls, Sl),
            "Li–S-line": in_front(Li, Sl), "Li–H-line": in_front(Li, H), "Ls–B-line": in_front(Ls, Bl),
            "Li–B-line": in_front(Li, Bl), "Nasolabial": nasolabial, "Mentolabial": corner(Li, ILS, Pogs),
        },
        "Holdaway": {
            "Soft facial angle": 180 - between(FH, (Ns, Pogs)), "Nose prominence": ahead(Ls, Pn, FH),
            "Superior sulcus depth": ahead(SLS, Ls, FH), "Sn–H-line": -in_front(Sn, H),
            "Skeletal convexity": in_front(A, NP), "Upper lip thickness": length(A, SLS),
            "Upper lip strain": length(U1L, Ls), "H angle": down((Ns, Pogs), H), "Li–H-line": in_front(Li, H),
            "Inferior sulcus–H-line": -in_front(ILS, H), "Chin thickness": length(Pog, Pogs),
        },
        "COGS (Burstone)": {
            "Ar–Ptm": ahead(Ar, Ptm, HP), "Ptm–N": ahead(Ptm, N, HP), "N–A–Pog": down((N, A), AP),
            "N–A": ahead(N, A, HP), "N–B": ahead(N, B, HP), "N–Pog": ahead(N, Pog, HP), "N–ANS": below(N, ANS, HP),
            "ANS–Gn": below(ANS, Gn, HP), "PNS–N": below(N, PNS, HP), "MP–HP": down(HP, GoGn),
            "U1–NF": below(PNS, U1, PP), "L1–MP": -below(Go, L1, GoGn), "U6–NF": below(PNS, UMT, PP),
            "L6–MP": -below(Go, LMT, GoGn), "PNS–ANS": ahead(PNS, ANS, HP), "Ar–Go": length(Ar, Go),
            "Go–Pog": length(Go, Pog), "B–Pog": ahead(B, Pog, GoGn), "Ar–Go–Gn": corner(Ar, Go, Gn),
            "OP–HP": down(HP, (UMT, U1)), "A–B": ahead(B, A, OP), "U1–NF angle": u1pp,
            "L1–MP angle": 180 - between(GoGn, (LIA, L1)),
        },
        "Legan–Burstone": {
            "Facial convexity": down((Gl, Sn), (Sn, Pogs)), "Gl–Sn": ahead(Gl, Sn, HP), "Gl–Pog′": ahead(Gl, Pogs, HP),
            "Gl–Sn : Sn–Me′": 100 * below(Gl, Sn, HP) / below(Sn, Mes, HP), "Lower face–throat": corner(Sn, Gns, C),
            "Sn–Gn′ : C–Gn′": 100 * length(Sn, Gns) / length(C, Gns), "Nasolabial": nasolabial,
            "Ls–B-line": in_front(Ls, Bl), "Li–B-line": in_front(Li, Bl),
            "Mentolabial depth": -in_front(ILS, (Li, Pogs)),
            "Sn–UL′ : LL′–Me′": 100 * below(Sn, UL, HP) / below(LL, Mes, HP), "Incisor exposure": below(UL, U1, HP),
            "Interlabial gap": below(UL, LL, HP),
        },
        "Arnett": {
            "Mx OP–TVL": 90 + slope(UMT, U1), "Mx1–Mx OP": corner(UIA, U1, UMT), "Md1–Md OP": corner(LIA, L1, LMT),
            "Overjet": U1[0] - L1[0], "Overbite": U1[1] - L1[1], "Upper lip thickness": length(p("ULi"), Ls),
            "Lower lip thickness": length(p("LLi"), Li), "Pog–Pog′": length(Pog, Pogs), "Me–Me′": length(Me, Mes),
            "Nasolabial": nasolabial, "Upper lip angle": math.degrees(math.atan2(Ls[0] - Sn[0], Ls[1] - Sn[1])),
            "N′–Me′": Mes[1] - Ns[1], "Upper lip length": UL[1] - Sn[1], "Interlabial gap": LL[1] - UL[1],
            "Lower lip length": Mes[1] - LL[1], "Lower third": Mes[1] - Sn[1], "Mx1 exposure": U1[1] - UL[1],
            "Maxillary height": U1[1] - Sn[1], "Mandibular height": Mes[1] - L1[1], "Throat length": Pogs[0] - C[0],
            **{f"{s}–TVL": p(s)[0] - Sn[0] for s in ("Gl", "OR′", "CB′", "SP′", "AB′", "Pn", "SLS", "Ls", "U1", "L1")},
            **{f"{s}–TVL": p(s)[0] - Sn[0] for s in ("Li", "ILS", "Pog′")},
        },
        "Harvold": {
            "Co–ANS": length(Co, ANS), "Co–Pog": length(Co, Pog), "Difference": length(Co, Pog) - length(Co, ANS),
            "ANS–Me": length(ANS, Me),
        },
        "Eastman": {
            "SNA": sna, "SNB": snb, "ANB": sna - snb, "ANB, corrected": sna - snb + (81 - sna) / 2, "SN–Mx": snpp,
            "MMPA": ppmp, "U1–Mx": u1pp, "L1–Md": l1gome, "L1–Md and MMPA": l1gome - (120 - ppmp),
            "Interincisal": inter, "Lower face height": 100 * below(ANS, Me, PP) / below(N, Me, PP),
            "L1–APog": in_front(L1, AP), "Wits": wits,
        },
        "Bergen (Hasund)": {
            "SNA": sna, "SNB": snb, "ANB": sna - snb, "SNPog": corner(S, N, Pog), "NSBa": corner(N, S, Ba),
            "NL–NSL": snpp, "ML–NSL": down(SN, MP), "ML–NL": down(PP, MP), "Gn–tgo–Ar": corner(Gn, GoC, Ar),
            "Index": 100 * length(N, ANS) / length(ANS, Gn), "H angle": down((N, B), H),
            "ANB, individual": -35.16 + 0.4 * sna + 0.2 * down(SN, MP),
            "ANB less individual": sna - snb + 35.16 - 0.4 * sna - 0.2 * down(SN, MP),
        },
        "Kim": {"ODI": odi, "APDI": apdi, "Combination factor": odi + apdi},
        "Sassouni": {
            "OP–O": -in_front(h["O"], OP), "ANS–anterior arc": o["ANS"] - o["N"], "U1–anterior arc": o["U1"] - o["ANS"],
            "Pog–anterior arc": o["Pog"] - o["ANS"], "Go–posterior arc": o["Dors"] - o["Go"],
            "Lower less upper face": length(ANS, Me) - length(N, ANS),
        },
        "Di Paolo": {
            "Maxillary base": length(PNS, foot(A, PP)), "Mandibular base": ahead(PNS, B, GoGn),
            "Base difference": ahead(PNS, B, GoGn) - length(PNS, foot(A, PP)),
            "Anterior height": length(foot(A, PP), foot(B, GoGn)), "Posterior height": length(PNS, foot(PNS, GoGn)),
            "Sagittal angle": down(PP, GoGn),
        },
        "Coben": {
            **{
                f"{a}–{b}, depth": 100 * ahead(p(a), p(b), FH) / depth
                for a, b in (("Ba", "S"), ("S", "Ptm"), ("Ptm", "A"), ("Ba", "Ar"), ("Ar", "Go"), ("Go", "Pog"))
            },
            "Ba–A, depth": 100 * ahead(Ba, A, FH) / depth, "Ba–Pog, depth": 100 * ahead(Ba, Pog, FH) / depth,
            **{
                f"{a}–{b}, height": 100 * below(p(a), p(b), FH) / height
                for a, b in (("N", "S"), ("S", "Ar"), ("Ar", "Go"), ("N", "ANS"), ("ANS", "U1"), ("L1", "Me"))
            },
            "ANS–Me, height": 100 * below(ANS, Me, FH) / height,
        },
        "Airway": {
            "Upper pharynx": length(p("SPa"), p("UPW")), "Lower pharynx": length(p("Tp"), p("LPW")),
            "PAS": ahead(p("LPW"), p("Tp"), (Go, B)), "MP–H": below(Go, p("H"), GoGn), "PNS–P": length(PNS, p("P")),
            "PNS–AD1": length(PNS, p("AD1")), "PNS–AD2": length(PNS, p("AD2")),
        },
        "Common": {
            "Overjet": ahead(L1, U1, OP), "Overbite": below(L1, U1, OP), "Overjet, FH": ahead(L1, U1, FH),
            "Overbite, FH": below(L1, U1, FH), "U1–SN": u1sn, "U1–PP": u1pp, "U1–FH": 180 - between(FH, (UIA, U1)),
            "SN–PP": snpp, "PP–MP": ppmp, "SN–MP": snmp, "SN–FH": down(SN, FH),
            "N–ANS : N–Me": 100 * length(N, ANS) / length(N, Me),
            "N–ANS : ANS–Me": 100 * length(N, ANS) / length(ANS, Me), "N–S–Ba": corner(N, S, Ba),
            "S–N–ANS": corner(S, N, ANS), "S–N–Pog": corner(S, N, Pog), "Beta angle": corner(B, A, foot(A, (Co, B))),
            "Co–Go": length(Co, Go), "Co–Pog": length(Co, Pog), "Co–Gn": length(Co, Gn),
            "Ar–Pog": length(Ar, Pog), "Go–Pog": length(Go, Pog), "PNS–ANS": length(PNS, ANS), "Ba–N": length(Ba, N),
        },
        "ISBI 2015": {
            "SNA": sna, "SNB": snb, "ANB": sna - snb, "ODI": odi, "APDI": apdi,
            "FHI": 100 * length(S, Go) / length(N, Me), "FHA": down(SN, GoGn),
            "MW": math.copysign(length(U1, L1), ahead(L1, U1, FH)),
        },
    }  # fmt: skip
    return {(analysis, name): value for analysis, rows in tables.items() for name, value in rows.items()}


def corner_of_lines(first: tuple[Point, Point], second: tuple[Point, Point]) -> float:
    """The angle at the point where two lines cross, between the ways that they run."""
    o = crossing(first, second)
    ends = [(o[0] + b[0] - a[0], o[1] + b[1] - a[1]) for a, b in (first, second)]
    return corner(ends[0], o, ends[1])
