"""BibTeX as people write it: every entry is printed as meant, or a finding names what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from edition import checks, pipeline, resolve
from edition.diagnostics import Finding
from edition.model.bibliography import Work
from edition.model.text import reading_text
from edition.readers import bibliography, tex, texts
from edition.source import SourceFile
from edition.style import people, works
from edition.words import ENGLISH
from support import ROOT

STOCK = pipeline.read(ROOT / "tests" / "cases" / "stock")
BOOK = "@book{a, author={%s}, title={K}, date={1901}, langid={english}}"
TITLE = "@misc{a, title={%s}, date={1901}, note={N}, langid={english}}"
FIELDS = "@book{a, author={Able, Ann}, title={K}, %s, langid={english}}"


def found(text: str) -> list[Finding]:
    """Return what the rules of the bibliography find in the text of a `.bib` file; a book of the name `b` is there."""
    extra = SourceFile("citations/works.bib", text)
    draft = replace(STOCK, bibliography=(bibliography.read(extra),), sources={**STOCK.sources, extra.path: extra})
    rules = ("work-", "address-", "locus-", "date-", "anchor-malformed", "anchor-duplicate")
    findings = checks.run(draft, resolve.resolve(draft))
    return [f for f in findings if f.rule.startswith(rules) and f.rule != "work-uncited"]


def read(text: str) -> Work:
    """Return the first entry of a `.bib` file in which no rule finds anything."""
    assert [(f.rule, f.message) for f in found(text)] == []
    return bibliography.read(SourceFile("citations/works.bib", text)).works[0]


def printed(text: str) -> str:
    """Return the first entry as the bibliography prints it."""
    return reading_text(works.description(read(text), ENGLISH))


NAMES = [
    (r"G{\"o}del, Kurt", "Gödel, Kurt"),
    (r"G\"odel, Kurt", "Gödel, Kurt"),
    (r"G\"{o}del, Kurt", "Gödel, Kurt"),
    (r"Kurt G{\"{o}}del", "Gödel, Kurt"),
    (r"Erd{\H{o}}s, P{\'a}l", "Erdős, Pál"),
    (r"Erd{\H o}s, P{\'a}l", "Erdős, Pál"),
    (r"\v{C}apek, Karel", "Čapek, Karel"),
    (r"{\v C}apek, Karel", "Čapek, Karel"),
    (r"Luk{\'a}cs, Gy{\"o}rgy", "Lukács, György"),
    (r"Garc{\'\i}a M{\'a}rquez, Gabriel", "García Márquez, Gabriel"),
    (r"Garc{\'{\i}}a, Jos\'{e}", "García, José"),
    (r"Mart\'{\i}n, Ra{\'u}l", "Martín, Raúl"),
    (r"Fran{\c{c}}ois, {\'E}tienne", "François, Étienne"),
    (r"Fran\c cois, \'Etienne", "François, Étienne"),
    (r"{\L}ukasiewicz, Jan", "Łukasiewicz, Jan"),
    (r"\L{}ukasiewicz, Jan", "Łukasiewicz, Jan"),
    (r"\L ukasiewicz, Jan", "Łukasiewicz, Jan"),
    (r"Kierkegaard, S{\o}ren", "Kierkegaard, Søren"),
    (r"\AA ngstr{\"o}m, Anders", "Ångström, Anders"),
    (r"Wei\ss, Peter", "Weiß, Peter"),
    (r"Wei{\ss}, Peter", "Weiß, Peter"),
    (r"\O ster, \AE gir", "Øster, Ægir"),
    (r"{\.I}smail, Ay\c{s}e \.{\i}", "İsmail, Ayşe i"),
    (r"\TH \'or, \DH aniel", "Þór, Ðaniel"),
    (r"{\"O}zg{\"u}r", "Özgür"),
    (r"Bo\u{g}a, Ng\d{u}y\~{\^e}n", "Boğa, Ngụyễn"),
    (r"\k{A}ngel, \.Zofia", "Ąngel, Żofia"),
    (r"H\'aj\'i\v cek, J\=an", "Hájíček, Jān"),
    (r"Knuth, D.\ E.", "Knuth, D. E."),
    (r"Knuth, D.\,E.", "Knuth, D. E."),
    (r"D.~E.~Knuth", "Knuth, D. E."),
    (r"{Simon \& Schuster}", "Simon & Schuster"),
    (r"{\"Osterreichische Akademie der Wissenschaften}", "Österreichische Akademie der Wissenschaften"),
    (r"{Council of Cooks} and Able, Ann", "Council of Cooks and Ann Able"),
    (r"Able, Ann and {Barnes and Noble} and Cy Cook", "Able, Ann, Barnes and Noble, and Cy Cook"),
    ("King, Jr., Martin Luther", "King, Martin Luther, Jr."),
    ("King, III, Martin Luther", "King, Martin Luther, III"),
    ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
    ("van Beethoven, Ludwig", "van Beethoven, Ludwig"),
    ("de la Vall{\\'e}e Poussin, Charles", "de la Vallée Poussin, Charles"),
    ("family=Lenin, given={V. I.}", "Lenin, V. I."),
    ("family=Beethoven, given=Ludwig, prefix=van, useprefix=true", "van Beethoven, Ludwig"),
    ("family=King, given={Martin Luther}, suffix=Jr.", "King, Martin Luther, Jr."),
    ('"family={Gödel}", given=Kurt and Able, Ann', "Gödel, Kurt, and Ann Able"),
    ("Able, Ann and others", "Able, Ann, et al."),
    ("Able, Ann and Baker, Ben and others", "Able, Ann, Ben Baker, et al."),
    ("Able, Ann AND Baker, Ben", "Able, Ann, and Ben Baker"),
    ("Able, Ann\n  and   Baker, Ben", "Able, Ann, and Ben Baker"),
    ("{Guild of Cooks} and others", "Guild of Cooks et al."),
    ("O'Brien, Flann", "O’Brien, Flann"),
    ("d'Alembert, Jean le Rond", "d’Alembert, Jean le Rond"),
    ("Xi, Jinping", "Xi, Jinping"),
    ("Lenin, V.", "Lenin, V."),
    ("Иванов, мл., Иван", "Иванов, Иван, мл."),
    ("Family=Lenin, Given={V. I.}", "Lenin, V. I."),
    ("Artur von und zu Stein", "von und zu Stein, Artur"),
    ("Press, William H.", "Press, William H."),
    ("{[Lenin, V. I.]}", "[Lenin, V. I.]"),
    ("Plato", "Plato"),
]


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_names(written: str, name: str) -> None:
    assert people.full(read(BOOK % written), ENGLISH) == name


TITLES = [
    (r"A < B > C & AT\&T; D &c;", "A < B > C & AT&T; D &c;"),
    (r"100% Tea & Sugar_Free #1 for $5", "100% Tea & Sugar_Free #1 for $5"),
    (r"50% of {\"o}: Tea -- and Milk", "50% of ö: Tea – and Milk"),
    (r"100\% Tea \& Sugar\_Free \#1 for \$5 \{a\}", "100% Tea & Sugar_Free #1 for $5 {a}"),
    (r"Tea --- a ``History''", "Tea — a ‘History’"),
    (r"Tea `a' b", "Tea ‘a’ b"),
    (r"\enquote{Tea} and \mkbibquote{Milk}", "‘Tea’ and ‘Milk’"),
    (r"On \textit{Tea} and \mkbibemph{Milk}", "On Tea and Milk"),
    (r"On {\em Tea} and {\it Milk}", "On Tea and Milk"),
    (r"On~Tea,\ Milk\, and\thinspace{}", None),
    (r"Na{\"\i}ve Caf{\'e}s: \oe uvre, {\ae}ther, \aa, \o, \ss", "Naïve Cafés: œuvre, æther, å, ø, ß"),
    (
        r"\"o \'e \`a \^o \~n \=a \.z \u{g} \v{c} \H{o} \r{a} \c{c} \d{a} \b{b} \k{a} \t{oo}",
        "ö é à ô ñ ā ż ğ č ő å ç ạ ḇ ą o͡o",
    ),
    (r"\'{oa}, \v{ch} and \"{ou}", "óa, čh and öu"),
    (r"\guillemotleft Tea\guillemotright{} \dots\ \S 5 \copyright", "«Tea» … §5 ©"),
    (r"{\TeX} and \LaTeX", None),
    (r"\textbf{Tea}", None),
    (r"\textsc{Tea}", None),
    (r"The area $x^2$", None),
    (r"Tea\\Milk", None),
    (r"\foo Tea", None),
    (r"\today", None),
    (r"Super\-cali\/fragilistic", "Supercalifragilistic"),
    (r"{The {T}ea of the {USA}}", "The Tea of the USA"),
    ("The Workers' State", "The Workers’ State"),
    ("The Class of '48", "The Class of ’48"),
    ("Der „linke Radikalismus“", "Der ‚linke Radikalismus‘"),
    (r"\glqq Links\grqq", "‚Links‘"),
    (r"A \url{https://example.org/~a_b%20c} page", "A https://example.org/~a_b%20c page"),
]


@pytest.mark.parametrize(("written", "title"), TITLES)
def test_text(written: str, title: str | None) -> None:
    """What is not understood (`None`) is reported with the command itself, at its place."""
    entry = TITLE % written
    if title is not None:
        assert reading_text(works.title(read(entry), ENGLISH)) == f"“{title}”"
        return
    finding = next(f for f in found(entry) if f.rule == "work-unreadable")
    command = re.search(r"`(.+)`", finding.message)
    assert command
    assert entry[finding.place.column - 1 :].startswith(command[1])
    assert finding.fix


@pytest.mark.parametrize("field", ["title", "subtitle", "journaltitle", "booktitle", "maintitle", "series", "note"])
@pytest.mark.parametrize("typed", [r"{\"O}ld \& 5% \textit{T} -- \'{\i}", "{\\\"O}ld \\& 5%\n   {\\em T} --~\\'\\i"])
def test_every_field_is_decoded_alike(field: str, typed: str) -> None:
    others = "".join(f", {name}={{X}}" for name in ("title", "journaltitle") if name != field)
    words = printed(f"@article{{a, {field}={{{typed}}}, date={{1901}}{others}}}")
    assert "Öld & 5% T – í" in words


COMMANDS = [
    (r"\S\P\copyright\pounds\SS\slash\euro\ddag\textnumero\textperiodcentered", "§¶©£ẞ/€‡№·"),
    (r"\textunderscore\textbraceleft\textbraceright\textbackslash\textbar\textless\textgreater", r"_{}\|<>"),
    (r"\textquotedbl\textasciicircum\textasciigrave\textquotesingle", "\"^`'"),
    (r"\flqq\frqq\glqq\grqq\glq\grq\flq\frq\quotesinglbase", "«»„“‚‘‹›‚"),
    (r"\addcolon\addcomma\adddot{}a\addspace b\space c\enspace d\quad e\nobreakspace f\relax g", ":,.a b c d e fg"),
    (r"a\ b\,c\;d\:e\!f\-g\/h\@i\&\%\$\#\_\{\}", "a b c d efghi&%$#_{}"),
    ("a\\\nb\\\tc", "a b c"),
    (r"\mbox{a}\hbox{b}\text{c}\textrm{d}\textup{e}\textnormal{f}", "abcdef"),
    (r"\enquote{a} \mkbibquote{b} \mkbibquotation{c \enquote{d}}", "“a” “b” “c ‘d’”"),
    (r"\url{a~%_b} \path{a~_b} \nolinkurl{a~_b}", "a~%_b a~_b a~_b"),
]


@pytest.mark.parametrize(("typed", "text"), COMMANDS)
def test_every_command_is_what_it_prints(typed: str, text: str) -> None:
    assert tex.decode(typed) == tex.Decoded(text)


@pytest.mark.parametrize("command", ["em", "it", "itshape", "sl", "slshape", "emph", "textit", "textsl", "mkbibemph"])
def test_every_command_for_emphasis_is_emphasis(command: str) -> None:
    """As a switch within braces, or with an argument."""
    assert tex.decode(rf"a {{\{command}{{b}}}} c") == tex.Decoded("a b c", ((2, 3),))


ENTRIES = [
    ("@Book{a, Author = {Able, Ann}, TITLE = {K}, Date = {1901}, LangID = {english}}", "Able, Ann. K. 1901."),
    (
        "@BOOK{a, AUTHOR={Able, Ann}, EDITOR={Baker, Ben}, TITLE={K}, YEAR={1901}}",
        "Able, Ann. K. Edited by Ben Baker. 1901.",
    ),
    ("@book(a, author={Able, Ann}, title={K (a)}, year=1901)", "Able, Ann. K (a). 1901."),
    ("  @book{a, title={K}, year={1901}}", "K. 1901."),
    ("% @book{x, title={X}}\n@book{a, title={K}, year={1901}} % @book{y, title={Y}}", "K. 1901."),
    ("@book{a, % the kettle\n title={K}, % {a\n % year={1900},\n year={1901}\n}", "K. 1901."),
    ('@book{a, title={5 % of \\"K}, % a "\n year={1901}\n}', "5 % of K̈. 1901."),
    ('@book{a, title="5 % {of} K", % {a\n year={1901}\n}', "5 % of K. 1901."),
    ("@book{a, title={\\{ K}, % {a\n year={1901}\n}", "{ K. 1901."),
    ("@book{a, title={K @b{c} (d}, % {a\n year={1901}\n}", "K @bc (d. 1901."),
    ("@book(a, % a)\n title={K (a}, % )\n year={1901}\n)", "K (a. 1901."),
    ("@book{a, % {\n title={K}, year={1901}}\n@book{x, % }\n title={X}, year={1901}}", "K. 1901."),
    ('@comment{@book{x, title={X}}}@preamble{"x"}@book{a, title={K}, year={1901}}', "K. 1901."),
    (
        '@string{hob = "Hob"}@book{a, title={K}, year=1901, publisher = hob # " and " # {Hearth}}',
        "K. Hob and Hearth, 1901.",
    ),
    (
        '@string{HOB = {Hob}}@string{both = hob # " \\& Co."}@book{a, title={K}, year=1901, publisher = Both}',
        "K. Hob & Co., 1901.",
    ),
    ("@book{a, title={K}, year={1901},}@book{b, title={L}, year={1902}}", "K. 1901."),
    (FIELDS % "year=1901, month=apr", "Able, Ann. K. April 1901."),
    (FIELDS % "year={1901}, month={4}", "Able, Ann. K. April 1901."),
    (FIELDS % "year={1901}, month={April}", "Able, Ann. K. April 1901."),
    (FIELDS % 'year=1901, month="10~" # apr', "Able, Ann. K. 10 April 1901."),
    (FIELDS % 'year=1901, month=apr # "~10"', "Able, Ann. K. 10 April 1901."),
    (FIELDS % "year=1901, month=apr, day=10", "Able, Ann. K. 10 April 1901."),
    (FIELDS % "date={1901-04-10}, year={1901}, month=apr", "Able, Ann. K. 10 April 1901."),
    (FIELDS % "date={1901}, year={1901}, month=4, day={10}", "Able, Ann. K. 10 April 1901."),
    ("@book{a, title={K}, year={1901}, langid={English}, origlanguage={Ngerman}}", "K. 1901."),
    ("@book{a, title={K}, year={1901}, language={ngerman}}", "K. 1901."),
    (FIELDS % "year={1901}, edition={2}", "Able, Ann. K. 2nd ed. 1901."),
    (FIELDS % "year={1901}, edition={2nd}", "Able, Ann. K. 2nd ed. 1901."),
    (FIELDS % "year={1901}, edition={Second}", "Able, Ann. K. 2nd ed. 1901."),
    (FIELDS % "year={1901}, edition={2nd ed.}", "Able, Ann. K. 2nd ed. 1901."),
    (FIELDS % "year={1901}, edition={Third Edition}", "Able, Ann. K. 3rd ed. 1901."),
    (FIELDS % "year={1901}, edition={2nd revised}", "Able, Ann. K. 2nd revised ed. 1901."),
    (FIELDS % "year={1901}, edition={revised and enlarged}", "Able, Ann. K. Revised and enlarged ed. 1901."),
    (FIELDS % "year={1901}, edition={2., durchgesehene Aufl.}", "Able, Ann. K. 2., durchgesehene Aufl. 1901."),
    (FIELDS % "year={1901}, edition={twelfth}", "Able, Ann. K. Twelfth ed. 1901."),
    (FIELDS % "year={1901}, edition={3rd, rev.}", "Able, Ann. K. 3rd, rev. ed. 1901."),
    (FIELDS % "year={1901}, edition={Изд. 2-е}", "Able, Ann. K. Изд. 2-е. 1901."),
    (FIELDS % "year={1901}, edition={02}", "Able, Ann. K. 2nd ed. 1901."),
    (FIELDS % "year={1901}, volume={v. 3}", "Able, Ann. K. Vol. 3. 1901."),
    (FIELDS % "year={1901}, chapter={Preface}", "Able, Ann. K. Preface. 1901."),
    (FIELDS % "year={1901}, chapter={IV}", "Able, Ann. K. Chap. IV. 1901."),
    ("@article{a, title={K}, journal={J}, number={Spring}, year=1901}", "“K”. J, Spring (1901)."),
    ("@article{a, title={K}, journal={J}, number={XXII}, year=1901}", "“K”. J, no. XXII (1901)."),
    ("@book{a, title={What Is to Be Done?}, subtitle={X!}, year=1901}", "What Is to Be Done? X! 1901."),
    ("@article{a, title={Done!}, subtitle={X}, journal={J}, year=1901}", "“Done! X”. J (1901)."),
    ("@misc{a, title={K}, howpublished={\\url{https://a.example/}}, year=1901}", "“K”. https://a.example/. 1901."),
    ("@book{a, author={al-Ghazālī, Abū}, title={K}, year=1901}", "al-Ghazālī, Abū. K. 1901."),
    (FIELDS % "year={1901}, volume={Vol. 3}", "Able, Ann. K. Vol. 3. 1901."),
    (FIELDS % "year={1901}, volume={Bd. III}", "Able, Ann. K. Vol. III. 1901."),
    (FIELDS % "year={1901}, volume={Vol}", "Able, Ann. K. Vol. Vol. 1901."),
    (FIELDS % "year={1901}, number={No. 3}", "Able, Ann. K. No. 3. 1901."),
    (FIELDS % "year={1901}, number={№ 3}", "Able, Ann. K. No. 3. 1901."),
    (FIELDS % "year={1901}, series={S}, number={nr. 3}", "Able, Ann. K. S 3. 1901."),
    (FIELDS % "year={1901}, chapter={Chapter 3}", "Able, Ann. K. Chap. 3. 1901."),
    (FIELDS % "year={1901}, volumes={3 vols.}", "Able, Ann. K. 3 vols. 1901."),
    (FIELDS % "year={1901}, pages={1--7}, booktitle={B}", "Able, Ann. K. In B, pp. 1–7. 1901."),
    (FIELDS % "year={1901}, pages={pp. 1--7}, booktitle={B}", "Able, Ann. K. In B, pp. 1–7. 1901."),
    (FIELDS % "year={1901}, pages={1---7}, booktitle={B}", "Able, Ann. K. In B, pp. 1–7. 1901."),
    (FIELDS % "year={1901}, pages={S. 5}, booktitle={B}", "Able, Ann. K. In B, p. 5. 1901."),
    (FIELDS % "year={1901}, pages={p.5}, booktitle={B}", "Able, Ann. K. In B, p. 5. 1901."),
    (FIELDS % "year={1901}, series={Kitchen Library}, number={5}", "Able, Ann. K. Kitchen Library 5. 1901."),
    (FIELDS % "year={1901}, volumes={3}, chapter={2}", "Able, Ann. K. Chap. 2. 3 vols. 1901."),
    (FIELDS % "year={1901}, address={Town}, publisher={P}", "Able, Ann. K. Town: P, 1901."),
    (
        "@phdthesis{a, author={Able, Ann}, title={K}, school={Uni}, year=1901}",
        "Able, Ann. “K”. PhD dissertation. Uni, 1901.",
    ),
    (
        "@thesis{a, author={Able, Ann}, title={K}, type={mathesis}, institution={Uni}, date={1901}}",
        "Able, Ann. “K”. Master’s thesis. Uni, 1901.",
    ),
    (
        "@techreport{a, author={Able, Ann}, title={K}, number={7}, institution={Lab}, year=1901}",
        "Able, Ann. K. No. 7. Technical report. Lab, 1901.",
    ),
    (
        "@inproceedings{a, author={Able, Ann}, title={K}, booktitle={P}, organization={H}, pages={1-7}, year=1901}",
        "Able, Ann. “K”. In P, pp. 1–7. H, 1901.",
    ),
    ("@conference{a, author={Able, Ann}, title={K}, booktitle={Proc}, year=1901}", "Able, Ann. “K”. In Proc. 1901."),
    (
        "@inbook{a, author={Able, Ann}, title={K}, booktitle={B}, booksubtitle={C}, chapter={3}, year=1901}",
        "Able, Ann. “K”. In B: C, chap. 3. 1901.",
    ),
    ("@manual{a, title={K}, organization={Hob}, address={Town}, year=1901}", "K. Town: Hob, 1901."),
    ("@booklet{a, title={K}, howpublished={Leaflet}, year=1901}", "K. Leaflet. 1901."),
    ("@online{a, title={K}, url={https://example.org/}, urlseen={yes}, year=1901}", "“K”. 1901. example.org/."),
    ("@proceedings{a, editor={Able, Ann}, title={K}, year=1901}", "Able, Ann, ed. K. 1901."),
    (
        "@article{a, author={Able, Ann}, title={K}, journal={J}, volume=4, number=2, pages={7--11}, year=1901}",
        "Able, Ann. “K”. J 4, no. 2 (1901), pp. 7–11.",
    ),
    (
        FIELDS % "year=1901, translator={Baker, Ben and others}, editor={Cook, Cy and others}",
        "Able, Ann. K. Translated by Ben Baker et al. Edited by Cy Cook et al. 1901.",
    ),
    ("@book{a, editor={Able, Ann and others}, title={K}, year=1901}", "Able, Ann, et al., eds. K. 1901."),
    (r"@book{a, title={K}, year=1901, doi={10.1000/a\_b}}", "K. 1901. doi:10.1000/a_b."),
    (r"@book{a, title={K}, year=1901, doi={10.1000/a{\_}b\%3c}}", "K. 1901. doi:10.1000/a_b%3c."),
]


@pytest.mark.parametrize(("entry", "gives"), ENTRIES)
def test_entries(entry: str, gives: str) -> None:
    assert printed(entry) == gives


OTHER_TYPES = [
    *(("conference", "inproceedings"), ("electronic", "online"), ("www", "online"), ("mvbook", "book")),
    *(("mvcollection", "collection"), ("mvproceedings", "proceedings"), ("reference", "collection")),
    *(("mvreference", "collection"), ("inreference", "incollection"), ("suppcollection", "incollection")),
    *(("bookinbook", "inbook"), ("suppbook", "inbook"), ("suppperiodical", "article")),
    *(("phdthesis", "thesis"), ("mastersthesis", "thesis"), ("techreport", "report")),
]
"""Types of entry that are synonyms (biblatex manual, § 2.1)."""


@pytest.mark.parametrize(("other", "kind"), OTHER_TYPES)
def test_a_synonym_of_a_type_is_that_type(other: str, kind: str) -> None:
    fields = "author={Able, Ann}, title={K}, journal={J}, booktitle={B}, institution={I}, type={Draft}, year={1901}"
    assert read(f"@{other}{{a, {fields}}}").type == kind
    assert printed(f"@{other}{{a, {fields}}}") == printed(f"@{kind}{{a, {fields}}}")


@pytest.mark.parametrize(
    ("kind", "genre"),
    [
        *(("phdthesis", "PhD dissertation"), ("mastersthesis", "Master’s thesis"), ("mathesis", "Master’s thesis")),
        *(("bathesis", "Bachelor’s thesis"), ("techreport", "Technical report"), ("resreport", "Research report")),
    ],
)
def test_a_keyword_for_a_genre_is_printed_in_words(kind: str, genre: str) -> None:
    """In the field `type`, in any letters (biblatex manual, § 4.9.2.13); most are types of entry, too."""
    for typed in (kind, kind.upper()):
        assert (
            printed(f"@report{{a, title={{K}}, type={{{typed}}}, institution={{I}}, year={{1901}}}}").count(genre) == 1
        )
    if kind in dict(OTHER_TYPES):
        assert genre in printed(f"@{kind}{{a, title={{K}}, institution={{I}}, year={{1901}}}}")


@pytest.mark.parametrize(
    ("field", "number", "words"),
    [
        ("volume", "Vol. 3", "v. 3; v 3; vol 3; vol. 3; volume 3; Bd. 3; Band 3; tom 3; tome 3; t. 3; т. 3; том 3; 3"),
        ("number", "No. 3", "no. 3; nr. 3; Nr 3; number 3; issue 3; Heft 3; № 3; №3; 3"),
        ("chapter", "Chap. 3", "ch. 3; chap. 3; chapter 3; Kap. 3; Kapitel 3; гл. 3; глава 3; 3"),
        ("volumes", "3 vols", "3 vol.; 3 vols; 3 volumes; 3 volume; 3 Bde.; 3 Bände; 3 т.; 3"),
        *(
            ("edition", f"{number} ed", f"{word}; {word} ed.; {word} edn; {word} edition; {number}; {number[:-2]}")
            for word, number in zip(
                ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
                ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"],
                strict=True,
            )
        ),
    ],
)
def test_a_number_is_printed_with_one_label(field: str, number: str, words: str) -> None:
    """Whatever label is typed with it, it is printed with ours."""
    for typed in words.split("; "):
        assert printed(FIELDS % f"year={{1901}}, {field}={{{typed}}}") == f"Able, Ann. K. {number}. 1901.", typed


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("journal={J}, journalsubtitle={S}", "journaltitle={J: S}"),
        (
            "journaltitle={J}, booktitle={B}, mainsubtitle={S}, maintitle={M}",
            "journal={J}, booktitle={B}, maintitle={M: S}",
        ),
        ("booktitle={B}, booksubtitle={S}", "booktitle={B: S}"),
        ("address={A}, school={S}, publisher={P}", "location={A}, institution={S}, publisher={P}"),
    ],
)
def test_other_names_of_fields_print_the_same(typed: str, ours: str) -> None:
    assert printed(f"@article{{a, title={{K}}, year={{1901}}, {typed}}}") == printed(
        f"@article{{a, title={{K}}, year={{1901}}, {ours}}}"
    )


@pytest.mark.parametrize("name", ["langid", "language", "hyphenation"])
def test_a_language_has_several_names(name: str) -> None:
    assert read(f"@book{{a, title={{K}}, year={{1901}}, {name}={{ngerman}}}}").language == "ngerman"


def test_a_mark_of_the_byte_order_and_the_line_ends_of_windows() -> None:
    raw = b"\xef\xbb\xbf@book{a,\r\n  title = {K},\r\n  year = {1901}\r\n}\r\n% @book{b,\r\n% title={L}}\r\n"
    source, broken = texts.decode("citations/works.bib", raw)
    assert broken == ()
    assert printed(source.text) == "K. 1901."
    assert [work.key for work in bibliography.read(source).works] == ["a"]


FAULTS = [
    (FIELDS % "year=1901, note={A <i>Tea</i>}", "work-unreadable", "contains “<i>”, which is HTML"),
    (FIELDS % "year=1901, note={Tea &amp; Milk}", "work-unreadable", "contains “&amp;”, which is HTML"),
    (FIELDS % "year=1901, publisher={Caf&#233;}", "work-unreadable", "contains “&#233;”, which is HTML"),
    (BOOK % "{others}", "work-unreadable", "“others” are named"),
    (FIELDS % r"year=1901, publisher={The \emph{Press}}", "work-unreadable", "contains italics"),
    ("@book{a, title={K}, year=1901, Title={L}}", "work-unreadable", "“Title” of “a” is given twice"),
    (
        "@book{a, title={K}, year=1901, address={Town}, location={City}}",
        "work-unreadable",
        "“location” of “a” is given twice (“address”)",
    ),
    ("@book{a, title={K}, year=1901 note={N}}", "work-unreadable", "“year” of “a” is not followed by a comma"),
    ("@book{a, title=works, year=1901}", "work-unreadable", "“works” is not defined by an `@string`"),
    (
        '@book{a, title={K}, year=1901, publisher=hob # " Co."}',
        "work-unreadable",
        "“hob” is not defined by an `@string`",
    ),
    ("@string{a={x}}@string{A={y}}@book{a, title={K}, year=1901}", "work-unreadable", "`@string` “A” is defined twice"),
    ("junk\n@book{a, title={K}, year=1901}", "work-unreadable", "“junk” is outside any entry"),
    ("@comment @book{a, title={K}, year=1901}", "work-unreadable", "“@comment” is outside any entry"),
    ("@book{a, title={K, year=1901}", "work-unreadable", "not closed"),
    (
        FIELDS % "date={1917-04}, year={1918}",
        "date-impossible",
        "does not agree with “1918”",
    ),
    (
        FIELDS % "year={1917}, month={Brumaire}",
        "date-impossible",
        "“1917-Brumaire”, the `date` of “a”, is not a valid date",
    ),
    (FIELDS % "year={1917}, day={10}", "date-impossible", "“1917  10”, the `date` of “a”, has a month"),
    (FIELDS % "year={c. 1917}, month=apr", "date-impossible", "“c. 1917 04”, the `date` of “a”, is not a valid date"),
    (FIELDS % "year={n.d.}", "date-impossible", "n.d."),
    (FIELDS % "year=1901, crossref={b}", "work-unknown-field", "“crossref”"),
    (FIELDS % "year=1901, annote={b}", "work-unknown-field", "“annote”"),
    (FIELDS % "year=1901, keywords={b}", "work-unknown-field", "“keywords”"),
    (FIELDS % "year=1901, entrysubtype={magazine}", "work-field-malformed", "“magazine”"),
    ("@patent{a, title={K}, year=1901}", "work-unknown-type", "@patent"),
    ("@book{a, title={K}, year=1901}@book{A, title={L}, year=1902}", "work-duplicate", "“A”"),
    (BOOK % "Able, Ann; Baker, Ben", "work-unreadable", "contains “;”"),
    (BOOK % "Able, Ann,", "work-unreadable", "“Able, Ann,” cannot be read"),
    (BOOK % "Able, Ann and", "work-unreadable", "and"),
    (BOOK % "Able, Ann and and Baker, Ben", "work-unreadable", "“and”"),
    (BOOK % "Ann Able, Ben Baker, Cy Cook", "work-unreadable", "“Ben Baker”, between the commas of"),
    (BOOK % "Ann Able, Ben Baker, Cy Cook, Di Dane", "work-unreadable", "Too many commas"),
    (BOOK % r"Simon \& Schuster", "work-unreadable", "contains “&”"),
    (BOOK % "Able, Ann et al.", "work-unreadable", "contains “et al”"),
    (BOOK % "others", "work-unreadable", "“others” are named"),
    (BOOK % "Able, Ann and others and Baker, Ben", "work-unreadable", "contains “others”"),
    (BOOK % "family=Able, giwen=Ann", "work-unreadable", "has the part “giwen”"),
    (BOOK % "given=Ann", "work-unreadable", "has no family name"),
    (BOOK % r"\foo{Able}, Ann", "work-unreadable", r"`\foo`"),
    (BOOK % r"{\textsc{Able}}, Ann", "work-unreadable", r"`\textsc`"),
    (BOOK % "Trotsky, Leon, ed.", "work-unreadable", "“Leon”, between the commas"),
    (BOOK % "Able, Dennis, Dr.", "work-unreadable", "“Dennis”, between the commas"),
    (BOOK % "Martin Luther King Jr.", "work-unreadable", "“Jr.” would be read as the family name"),
    (BOOK % "King Jr., Martin Luther", "work-unreadable", "“Jr.” would be read as the family name"),
    (BOOK % "Martin Luther King, Jr.", "work-unreadable", "is a suffix"),
    (BOOK % "Louis XIV", "work-unreadable", "“XIV” would be read as the family name"),
    (BOOK % "Smith J", "work-unreadable", "“J” would be read as the family name"),
    (BOOK % "Smith J, Doe K", "work-unreadable", "“J” would be read as the family name"),
    (BOOK % "Plato.", "work-unreadable", "ends with a full stop"),
    (BOOK % "Lenin V.I.", "work-unreadable", "ends with a full stop"),
    (BOOK % "José Ortega y Gasset", "work-unreadable", "“y” would be read as a particle"),
    (BOOK % "Augustine of Hippo", "work-unreadable", "“of” would be read as a particle"),
    (BOOK % "Jean le Rond d'Alembert", "work-unreadable", "“Rond” would be read as a particle"),
    (BOOK % "Ibn Khaldun", "work-unreadable", "“Ibn” would be read as the given name"),
    (BOOK % "The Times", "work-unreadable", "“The” would be read as the given name"),
    (BOOK % "Communist Party of the Soviet Union", "work-unreadable", "would be read as a person"),
    (BOOK % "United Nations", "work-unreadable", "would be read as a person"),
    (BOOK % "Marks, Inc.", "work-unreadable", "would be read as a person"),
    (BOOK % "Институт марксизма", "work-unreadable", "would be read as a person"),
    (BOOK % "[Lenin, V. I.]", "work-unreadable", "inside brackets"),
    (BOOK % "Lenin (V. I. Ulyanov)", "work-unreadable", "inside brackets"),
    (BOOK % "{}", "work-unreadable", "no name"),
    (BOOK % "family=Lenin, V.", "work-unreadable", "contains “=”"),
    (BOOK % 'Able, Ann "Annie"', "work-unreadable", '`"`'),
    (TITLE % 'A {"}Left{"} Turn', "work-unreadable", '`"`'),
    (TITLE % '"`Links"\'', "work-unreadable", '`"`'),
    (TITLE % "The 'Left' Turn", "work-unreadable", "`'`"),
    (TITLE % "The ''Left'' Turn", "work-unreadable", "`''`"),
    (TITLE % "A Book :", "work-field-malformed", "ends with “:”"),
    (TITLE % "A Book /", "work-field-malformed", "ends with “/”"),
    (TITLE % "Reading *Capital*", "work-field-malformed", "“*Capital*”"),
    (TITLE % "Reading _Capital_", "work-field-malformed", "“_Capital_”"),
    (FIELDS % "year=1901, publisher={Progress,}", "work-field-malformed", "ends with “,”"),
    (FIELDS % "year=1901, series={2}", "work-field-malformed", "a number without a name"),
    (FIELDS % "year=1901, abstract={b}, Bdsk-Url-1={c}", "work-unknown-field", "“abstract”, “Bdsk-Url-1”"),
    (FIELDS % r"year=1901, doi={10.1000/a b}", "address-malformed", "is not a valid DOI"),
    (FIELDS % r"year=1901, doi={doi:10.1000/x}", "address-malformed", "is not a valid DOI"),
    (FIELDS % r"year=1901, doi={https://doi.org/10.1000/x}", "address-malformed", "is not a valid DOI"),
    (FIELDS % r"year=1901, url={https://example.org/100%}", "address-malformed", "“%”"),
    (FIELDS % r"year=1901, url={https://example.org/a b}", "address-malformed", "a space"),
    (FIELDS % r"year=1901, url={\url{https://example.org/}}", "address-malformed", "it contains"),
]


@pytest.mark.parametrize(("entry", "rule", "words"), FAULTS)
def test_faults(entry: str, rule: str, words: str) -> None:
    """A fault is reported with file and line, what was typed, why, and a fix."""
    matching = [f for f in found(entry) if f.rule == rule]
    assert any(words in f.message for f in matching), [(f.rule, f.message) for f in found(entry)]
    assert all(f.place.file == "citations/works.bib" and f.why and f.fix for f in matching)
