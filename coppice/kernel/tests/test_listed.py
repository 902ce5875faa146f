"""Words joined as each language joins them."""

from django.utils.translation import override

from coppice.kernel.listed import listed, one_of


def test_each_language_joins_words_its_own_way() -> None:
    assert (listed([]), listed(["one"]), listed(["one", "two", "“three”"])) == ("", "one", "one, two and “three”")
    assert one_of(["one", "two", "three"]) == "one, two or three"
    with override("cy"):
        assert listed(["Idris", "Grace"]) == "Idris a Grace"
        assert listed(["Grace", "“Idris”"]) == "Grace ac “Idris”"
        assert one_of(["Grace", "Idris"]) == "Grace neu Idris"
