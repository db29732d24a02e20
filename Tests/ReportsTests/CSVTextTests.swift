import Testing

@testable import Reports

@Suite("Rows as CSV")
struct CSVTextTests {
  @Test(
    "What has a comma, quote, line break or edge space is quoted; missing and empty differ",
    arguments: [
      (["a", "b"], "a,b\n"), (["x,y", "say \"no\""], "\"x,y\",\"say \"\"no\"\"\"\n"),
      (["two\nlines", "r\r"], "\"two\nlines\",\"r\r\"\n"), ([" edge", "é"], "\" edge\",é\n"),
      ([nil, ""], ",\"\"\n"), ([nil], "\"\"\n"),
    ] as [([String?], String)])
  func rows(values: [String?], text: String) {
    #expect(CSVText.rows([values]) == text)
  }
}
