"""Elements of the XML of office files."""

from lxml import etree

from components.exports.office_xml import element


def test_an_element_has_the_children_that_are_there_and_its_text():
    made = element("a:r", element("a:rPr", sz=1400, b=0), None, element("a:t", "增长"))
    assert [etree.QName(child).localname for child in made] == ["rPr", "t"]
    assert dict(made[0].attrib) == {"sz": "1400", "b": "0"}
    assert made[1].text == "增长"


def test_attributes_bear_a_prefix_in_word_alone():
    assert (
        etree.tostring(element("w:jc", val="left"))
    ) == b'<w:jc xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="left"/>'
    assert dict(element("c:idx", val=3).attrib) == {"val": "3"}
