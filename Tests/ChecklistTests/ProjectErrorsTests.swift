import Checklist
import Testing

@Suite("Project files that are refused")
struct ProjectErrorsTests {
  /// A file, and the line, column and a part of the text of its first error.
  struct Refused: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    let column: Int
    let part: String

    init(_ text: String, _ line: Int, _ column: Int, _ part: String) {
      self.text = text
      self.line = line
      self.column = column
      self.part = part
    }

    var testDescription: String { part }
  }

  private static func errors(_ text: String) -> [ProjectError] {
    do throws(ProjectErrors) {
      _ = try Example.project(text)
      return []
    } catch {
      return error.errors
    }
  }

  @Test(
    "Each gets its place and what to do",
    arguments: [
      Refused("", 1, 1, "the file is empty"),
      Refused("# only a comment\n", 1, 1, "the file is empty"),
      Refused("- a\n- b\n", 1, 1, "must be a mapping"),
      Refused("just text", 1, 1, "must be a mapping"),
      Refused(Example.file("colums: {}"), 5, 1, "unknown key “colums”; did you mean “columns”?"),
      Refused(Example.file("target: y"), 5, 1, "it belongs to “columns.target”"),
      Refused(Example.file("wombat: y"), 5, 1, "there are version, model, data"),
      Refused(
        "version: 1\nmodel: {name: m, task: binary}\ndata: {test: t}\ncolumns:\n  tagret: y\n"
          + "  target: y\n", 5, 3, "unknown key “tagret” in “columns”; did you mean “target”?"),
      Refused("version: 2\n" + Example.file().dropFirst(11), 1, 10, "“version” must be 1, not “2”"),
      Refused("model: {name: m, task: binary}", 1, 1, "“columns” is missing"),
      Refused(
        "version: 1\nmodel: {name: m}\ndata: {test: t}\ncolumns: {target: y}", 2, 8,
        "“model” lacks “task”; add for example `task: binary`"),
      Refused(
        "version: 1\nmodel: {name: m, task: }\ndata: {test: t}\ncolumns: {target: y}", 2, 18,
        "“model.task” has no value"),
      Refused(Example.file(task: "images"), 2, 24, "one of binary, multiclass, regression"),
      Refused(Example.file("metrics: {season: 12}"), 5, 19, "has no meaning for the task “binary”"),
      Refused(Example.file("metrics: {season: 1}"), 5, 19, "a whole number from 2 to 1000000"),
      Refused(Example.file("metrics: {horizon: 0}"), 5, 20, "a whole number from 1 to 1000000"),
      Refused(Example.file(task: "forecast"), 4, 10, "a forecast needs the time of each row"),
      Refused(Example.file(task: "ranking"), 4, 10, "a ranking needs the query or user"),
      Refused(
        Example.file(task: "ranking").replacing(
          "{target: y}", with: "{target: y, entity: u, score: s, prediction: p}"), 4, 55,
        "name one of them"),
      Refused(
        Example.file(task: "regression").replacing("{target: y}", with: "{target: y, series: [s]}"),
        4, 30, "“columns.series” has no meaning for the task “regression”"),
      Refused(
        Example.file(task: "multiclass").replacing(
          "{target: y}", with: "{target: y, probabilities: [p, q], classes: [a, b, c]}"), 4, 37,
        "“columns.probabilities” names 2 columns and “columns.classes” 3 classes"),
      Refused(
        Example.file(task: "multiclass").replacing(
          "{target: y}", with: "{target: y, classes: [a, b, a]}"), 4, 38,
        "“a” is in columns.classes twice"),
      Refused(
        Example.file(task: "multiclass").replacing(
          "{target: y}", with: "{target: y, classes: [a]}"),
        4, 31, "names one class"),
      Refused(
        Example.file(task: "multiclass").replacing(
          "{target: y}",
          with: "{target: y, probabilities: [p, q], classes: [a, b], features: [q]}"), 4, 73,
        "“q” is columns.probabilities and cannot be in columns.features"),
      Refused(
        Example.file("baseline: {human-accuracy: 0.9}", task: "multiclass")
          .replacing("human-accuracy: 0.9", with: "group: g"), 5, 19,
        "“baseline.group” has no meaning for the task “multiclass”"),
      Refused(Example.file(task: "binray"), 2, 24, "not “binray”; did you mean “binary”?"),
      Refused(Example.file("metrics: {level: 95%}"), 5, 18, "not “95%”; write 0.95"),
      Refused(Example.file("metrics: {level: \"0.9\"}"), 5, 18, "remove the quotes"),
      Refused(Example.file("metrics:\n  level: 0,95"), 6, 10, "write 0.95"),
      Refused(Example.file("metrics: {level: 2}"), 5, 18, "a number from 0.5 to 0.9999, not “2”"),
      Refused(Example.file("metrics: {level: [1]}"), 5, 18, "not a list"),
      Refused(Example.file("metrics: {level: .nan}"), 5, 18, "not “.nan”"),
      Refused(Example.file("metrics: {power: 0x1p-1}"), 5, 18, "not “0x1p-1”"),
      Refused(Example.file("metrics: 3"), 5, 10, "“metrics” must be a mapping, not “3”"),
      Refused(Example.file("metrics: [a]"), 5, 10, "must be a mapping, not a list"),
      Refused(Example.file("metrics: {window: weak}"), 5, 19, "did you mean “week”?"),
      Refused(Example.file("metrics: {window: 0}"), 5, 19, "a number of rows, not “0”"),
      Refused(Example.file("metrics: {primary: rocauk}"), 5, 20, "did you mean “rocAUC”?"),
      Refused(Example.file("metrics: {goals: {auc: 1}}"), 5, 19, "there is no metric “auc”"),
      Refused(Example.file("metrics: {primary: rmse}"), 5, 20, "does not measure the task"),
      Refused(Example.file("metrics: {goals: {mae: 1}}"), 5, 24, "does not measure the task"),
      Refused(
        Example.file("metrics: {goals: {precision: 7}}"), 5, 30,
        "a goal of 7 is out of the range of “precision”; it must be a number from 0 to 1"),
      Refused(
        Example.file("metrics: {goals: {bias: -3}}", task: "regression"), 5, 25,
        "give how far from zero it may be, 0 or more"),
      Refused(
        Example.file("metrics: {goals: {coverage: 0.9}}", task: "regression"), 5, 29,
        "better neither high nor low"),
      Refused(
        Example.file("metrics: {primary: precision, smallest-drop: 1}"), 5, 46,
        "as wide as the whole range of “precision”"),
      Refused(
        Example.file("metrics: {primary: precision}\nbaseline: {margin: 2}"), 6, 20,
        "give a change below 1"),
      Refused(
        Example.file("metrics: {smallest-drop: 0}"), 5, 26,
        "must be a number above 0, not “0”"),
      Refused(
        Example.file("metrics: {threshold: 0.5}", task: "regression"), 5, 22,
        "has no meaning for the task “regression”"),
      Refused(Example.file("baseline: {group: town}"), 5, 19, "has no meaning for the task"),
      Refused(Example.file("baseline: {sample: 1.5}"), 5, 20, "a whole number, 100 or more"),
      Refused(Example.file("baseline: {period: fortnight}"), 5, 20, "one of day, week, month"),
      Refused(
        Example.file("answers: {parity.feature-difference: x}"), 5, 11,
        "did you mean “parity.feature-differences”?"),
      Refused(Example.file("answers: {drift.history: [a]}"), 5, 26, "not a list"),
      Refused(Example.file("answers: {drift.history: {txt: a}}"), 5, 27, "did you mean “text”?"),
      Refused(Example.file("population: {sex: {f: 0.8, m: 0.4}}"), 5, 19, "above 1"),
      Refused(Example.file("population: {sex: 0.5}"), 5, 19, "must be a mapping"),
      Refused(Example.file("split: {fractions: {train: 0.5}}"), 5, 20, "and not to 1"),
      Refused(Example.file("split: {fractions: {trian: 1}}"), 5, 21, "did you mean “train”?"),
      Refused(Example.file("drift: {columns: {x: {}}}"), 5, 22, "lacks “effect”"),
      Refused(
        Example.file("decisions:\n  - {aspect: turth, kind: accept, by: a, reason: b}"), 6, 14,
        "there is no aspect “turth”; did you mean “truth”?"),
      Refused(
        Example.file("decisions:\n  - {check: parity.input, kind: accept, by: a, reason: b}"), 6,
        13, "did you mean “parity.inputs”?"),
      Refused(
        Example.file("decisions:\n  - {aspect: truth, kind: waive, by: a, reason: b}"), 6, 5,
        "a waiver needs an end"),
      Refused(
        Example.file("decisions:\n  - {kind: accept, by: a, reason: b}"), 6, 5, "names none"),
      Refused(
        Example.file(
          "decisions: [{aspect: truth, check: parity.inputs, kind: accept, by: a, reason: b}]"),
        5, 13, "names both"),
      Refused(
        Example.file(
          "decisions: [{aspect: truth, kind: waive, by: a, reason: b, until: 2026-02-30}]"), 5, 67,
        "a date such as 2026-03-31"),
      Refused(
        Example.file("decisions: {aspect: truth}"), 5, 12, "a list of mappings, not a mapping"),
      Refused(
        Example.file().replacing("{target: y}", with: "{target: y, prediction: y}"), 4, 34,
        "“y” is both columns.target and columns.prediction"),
      Refused(
        Example.file().replacing("{target: y}", with: "{target: y, features: [a, y]}"), 4, 36,
        "cannot be in columns.features"),
      Refused(
        Example.file().replacing("{target: y}", with: "{target: y, ignore: [a, a]}"), 4, 34,
        "in columns.ignore twice"),
      Refused(
        Example.file().replacing("{target: y}", with: "{target: \"\"}"), 4, 19,
        "the name of a column, not blank text"),
      Refused(
        Example.file().replacing("test.csv", with: "\"a\\0b\""), 3, 14, "a file, glob, directory"),
      Refused(Example.file().replacing("{test: test.csv}", with: "{}"), 3, 7, "names no data set"),
      Refused(
        Example.file().replacing("{test: test.csv}", with: "{test: {by: me}}"), 3, 14,
        "“data.test” lacks “source”"),
      Refused(Example.file("report: {directory: a}\nreport: {directory: b}"), 6, 1, "given twice"),
      Refused(Example.file("report: {directory: a, directory: b}"), 5, 10, "given twice"),
      Refused("version: 1\nmodel:\n\tname: m\n", 3, 1, "a tab is used to indent"),
      Refused("version: 1\n---\nversion: 1\n", 2, 1, "a second document"),
      Refused("version: 1\nmodel: {name: a: b}\n", 2, 16, "this is not YAML"),
      Refused("version: 1\nmodel: [\n", 3, 1, "this is not YAML"),
      Refused("version: 1\nmodel: \"open\n", 3, 1, "this is not YAML"),
      Refused("version: 1\nmodel: @x\n", 2, 8, "put the value in double quotes"),
      Refused("version: 1\nmodel: \u{7}\n", 2, 8, "this is not YAML"),
      Refused("version: 1\nmodel: *nowhere\n", 2, 8, "this is not YAML"),
      Refused("version: 1\nmodel: &a {name: x}\ndata: *a\n", 3, 7, "“*a” is an alias"),
      Refused("version: !!int 1\n", 1, 10, "is a tag"),
      Refused("version: 1\n? [a]\n: b\n", 2, 3, "a key must be text"),
      Refused("version: 1\n\"\": b\n", 2, 1, "a key is empty"),
    ])
  func refused(_ expected: Refused) {
    let errors = Self.errors(expected.text)
    let match = errors.first { $0.description.contains(expected.part) }
    #expect(match != nil, "\(errors.map(\.description))")
    #expect(match?.line == expected.line && match?.column == expected.column, "\(errors)")
    #expect(match?.file == "assay.yaml")
  }

  @Test("All errors are given at once, by line")
  func collected() {
    let errors = Self.errors(
      "version: 1\nmodel: {nam: m, task: binray}\ndata: {tset: x}\ncolumns: {target: [a]}\nx: 1")
    #expect(errors.map(\.line) == [2, 2, 2, 3, 4, 5])
  }

  @Test("Values that contradict each other are told beside those that cannot be read")
  func rulesToo() {
    let errors = Self.errors(
      """
      version: 1
      model: {name: m, task: regression}
      data: {test: t.csv}
      columns: {target: y, prediction: y, ignore: [a, a]}
      metrics: {levl: 3, goals: {rocAUC: 0.9}}
      population: {sex: {f: 0.8, m: 0.4}}
      """)
    // A goal of another task stands in a section with an error of its own: it waits.
    #expect(errors.map(\.line) == [4, 4, 5, 6], "\(errors.map(\.description))")
    // Nothing is told of what may follow from a value that cannot be read.
    let spoiled = Self.errors(
      Example.file("population: {sex: {f: 0.8, m: 0.4}}", task: "forecast").replacing(
        "{target: y}", with: "{target: y, timestamp: [at]}"))
    #expect(spoiled.map(\.line) == [4], "\(spoiled.map(\.description))")
  }

  @Test("Beyond twenty, errors are counted")
  func omitted() {
    let text = (0..<50).map { "unknown\($0): 1" }.joined(separator: "\n")
    do throws(ProjectErrors) {
      _ = try Example.project(text)
      Issue.record("accepted")
    } catch {
      #expect(error.errors.count == 20)
      #expect(error.omitted == 34)
      #expect(error.description.hasSuffix("… and 34 more"))
    }
  }

  @Test("Hostile names cannot break out of a message")
  func escaped() {
    let errors = Self.errors(Example.file("\"a\\nb\\e[31m\\u202E\": 1"))
    #expect(errors.first?.message == "unknown key “a\\x0Ab\\x1B[31m\\u202E”")
  }

  @Test(
    "Bytes that are not UTF-8 are refused at their place",
    arguments: [
      ([UInt8]("version: 1\nmodel: ".utf8) + [0xE9], 2, 8, "not in UTF-8"),
      ([0xFF, 0xFE, 0x76, 0x00], 1, 1, "UTF-16"), ([0xFE, 0xFF, 0x00, 0x76], 1, 1, "UTF-16"),
    ])
  func encoding(bytes: [UInt8], line: Int, column: Int, part: String) {
    do throws(ProjectErrors) {
      _ = try Project.load(bytes: bytes, file: "f", vocabulary: Example.vocabulary)
      Issue.record("accepted")
    } catch {
      #expect(error.errors.first?.line == line)
      #expect(error.errors.first?.column == column)
      #expect(error.errors.first?.message.contains(part) == true)
    }
  }

  @Test("A byte order mark before UTF-8 is read over")
  func byteOrderMark() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(Example.file().utf8)
    let project = try Project.load(bytes: bytes, file: "f", vocabulary: Example.vocabulary)
    #expect(project.model.name == "m")
  }
}
