"""The files of figures: what is read of them, and that nothing in them stops the program."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from edition.readers import drawings, pictures
from edition.source import Place
from test_formats_agree import blocks

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="40px" height="7.6px" viewBox="0 0 1 1"', (40, 8)),
        ('width="2in" height="2.54cm"', (192, 96)),
        ('width="25.4mm" height="72pt"', (96, 96)),
        ('width="6pc" height=".5in"', (96, 48)),
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="-5,-5, 40.4,30.6"', (40, 31)),
        ('width="100%" height="100%" viewBox="0 0 40 30"', (40, 30)),
        ('width="80" viewBox="0 0 40 30"', (80, 60)),
        ('height="15" viewBox="0 0 40 30"', (20, 15)),
        ('viewBox="0 0 0.1 0.1"', (1, 1)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(said: str, size: tuple[int, int]) -> None:
    found, _, faults = drawings.read("docs/figures/a.svg", SVG.format(said).encode())
    assert found == size
    assert not faults


@pytest.mark.parametrize(
    "said",
    ["", 'width="40"', 'viewBox="0 0 40 0"', 'viewBox="40 30"', 'width="4em" height="3em"', 'width="-4" height="3"'],
)
def test_a_drawing_without_a_size_is_reported(said: str) -> None:
    found, _, faults = drawings.read("docs/figures/a.svg", SVG.format(said).encode())
    assert found == (0, 0)
    assert [fault.message for fault in faults] == ["this drawing has no size"]


@pytest.mark.parametrize(
    ("written", "loads"),
    [
        ("fill:url(#a)", False),
        ("fill:url( '#a' )", False),
        ('fill:url("#a")', False),
        ("fill:URL(a.svg#a)", True),
        ("fill:url('https://x.example/#a')", True),
        ("background:url(data:image/png;base64,AA)", True),
    ],
)
def test_a_style_may_lead_to_the_drawing_itself_alone(written: str, *, loads: bool) -> None:
    said = f"viewBox='0 0 4 3' style=\"{written}\"" if '"' not in written else f"viewBox='0 0 4 3' style='{written}'"
    _, _, faults = drawings.read("docs/figures/a.svg", SVG.format(said).encode())
    assert bool(faults) == loads


def test_what_a_drawing_writes_is_known_by_its_place() -> None:
    drawing = SVG.format('viewBox="0 0 4 3"').replace(
        "<path", "<title>No</title>\n<text>Tea <tspan>pot</tspan></text><path"
    )
    _, words, _ = drawings.read("docs/figures/a.svg", drawing.encode())
    assert [(text.strip(), place.line) for text, place in words] == [("Tea", 2), ("pot", 2)]


def test_telephones_may_save_several_pictures_in_a_file() -> None:
    """No program shows the second one (CIPA DC-007)."""
    holder = io.BytesIO()
    first = Image.new("RGB", (8, 6))
    first.save(holder, "MPO", save_all=True, append_images=[Image.new("RGB", (4, 3))])
    found = pictures.describe("docs/figures/a.jpg", holder.getvalue())
    assert (found.media_type, found.width, found.height, found.faults) == ("image/jpeg", 8, 6, ())


def test_a_sound_picture_may_contain_the_marks_of_a_jpeg() -> None:
    """By chance, nearly every third PNG of 30 kilobytes has them where they would show a JPEG that breaks off."""
    holder, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Title", pictures.SCAN.decode("latin-1"))
    Image.new("L", (2, 1)).save(holder, "PNG", pnginfo=words)
    assert pictures.SCAN in holder.getvalue()
    found = pictures.describe("docs/figures/a.png", holder.getvalue())
    assert (found.width, found.height, found.faults) == (2, 1, ())


def test_too_many_pixels_are_not_unpacked() -> None:
    holder = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(holder, "PNG")
    (fault,) = pictures.describe("docs/figures/a.png", holder.getvalue()).faults
    assert fault.message == "this picture has more pixels than the program can hold"


@given(
    st.sampled_from([(picture.path.rpartition(".")[2], picture.content) for picture in blocks().pictures]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4),
    st.integers(0, 10_000),
)
def test_a_damaged_file_is_read_or_reported(
    sound: tuple[str, bytes], changes: list[tuple[int, int]], length: int
) -> None:
    """Whatever is in it: no error, no warning, and no size that no page can have."""
    ending, content = sound
    damaged = bytearray(content)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    found = pictures.describe(f"docs/figures/a.{ending}", bytes(damaged[: max(1, length)]))
    assert found.faults or (found.width > 0 and found.height > 0)


@given(st.text() | st.text(alphabet="/[]:.a"))
def test_whatever_is_written_for_a_file_is_reported_at_the_figure(target: str) -> None:
    place = Place("docs/essay/a.md", 3)
    found = pictures.Pictures().find(target, place)
    assert [fault.place for fault in found.faults] == [place]
    assert all(fault.message and fault.fix for fault in found.faults)
