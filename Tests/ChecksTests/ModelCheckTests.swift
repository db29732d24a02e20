import Checklist
import Foundation
import Testing

@Suite("Checks that ask the model itself")
struct ModelCheckTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/models/sample.py").standardized.path

  /// A sample whose predictions come from sample.py.
  private func sample(_ options: [String] = [], task: Sample.Task = .binary) -> Sample {
    var sample = Sample(task, rows: 1_500, seed: 3)
    let words = ["python3", Self.script] + (task == .regression ? ["--regression"] : []) + options
    sample.model["command"] = "[\(words.map { "\"\($0)\"" }.joined(separator: ", "))]"
    sample.model["tolerance"] = "1e-4"
    sample.model["sample"] = "600"
    sample.columns["features"] = "[income, age, visits, gender]"
    return sample
  }

  private func evidence(
    _ id: String, _ options: [String] = [], task: Sample.Task = .binary,
    _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Evidence {
    var sample = sample(options, task: task)
    change(&sample)
    let aspect: AspectID = id.hasPrefix("parity") ? .parity : .responsible
    return try #require(try Assessed(sample, aspects: [aspect])[id])
  }

  @Test("saved predictions that are the model's own pass")
  func ownPredictions() throws {
    let found = try evidence("parity.predictions")
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("all 600 test rows"), "\(found.finding)")
    #expect(found.finding.contains("all 600 scoring rows"), "\(found.finding)")
  }

  @Test("saved predictions of another model fail, and the row that is furthest off is named")
  func otherPredictions() throws {
    let found = try evidence("parity.predictions", ["--shift", "0.01"])
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("600 of 600 test rows (100 %)"), "\(found.finding)")
    #expect(found.remedy != nil)
  }

  @Test("a single saved prediction that is not the model's is found in its row")
  func oneRow() throws {
    let found = try evidence("parity.predictions") { sample in
      sample.model["sample"] = "1500"
      sample.sets["test"]?.change("model") { row, value in row == 1_204 ? "0.987654" : value }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("1 of 1,500 test rows"), "\(found.finding)")
    #expect(found.finding.contains("row 1,205: 0.9877 was saved"), "\(found.finding)")
  }

  @Test("noise costs this model little, and it answers rows with missing and strange values")
  func robust() throws {
    let found = try evidence("responsible.robustness")
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.measurements.count == 6)
    #expect(found.finding.contains("With every tenth value missing"), "\(found.finding)")
  }

  @Test(
    "a model of several classes is asked for its class, by name or by its probabilities",
    arguments: ["--classes", "--vectors"])
  func severalClasses(_ option: String) throws {
    let robust = try evidence("responsible.robustness", [option], task: .multiclass)
    #expect(robust.status == .pass, "\(robust.finding)")
    #expect(robust.finding.contains("the accuracy loses"), "\(robust.finding)")
    let saved = try evidence("parity.predictions", [option], task: .multiclass)
    #expect(saved.status == .pass, "\(saved.finding)")
    #expect(saved.finding.contains("the saved classes of all 600 test rows"), "\(saved.finding)")
    let worth = try evidence("responsible.importance", [option], task: .multiclass)
    #expect(worth.status == .pass, "\(worth.finding)")
  }

  @Test("saved classes of another model fail, and both classes of a row are named")
  func otherClasses() throws {
    let found = try evidence(
      "parity.predictions", ["--classes", "--shift", "1"], task: .multiclass)
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("was saved, and it says a"), "\(found.finding)")
  }

  @Test("a limit that noise surely breaks fails")
  func noisy() throws {
    let found = try evidence("responsible.robustness", task: .regression) { sample in
      sample.metrics["smallest-drop"] = "0.001"
    }
    #expect(found.status == .fail, "\(found.finding)")
  }

  @Test("a model that dies of a missing value fails, with what it said")
  func dies() throws {
    let found = try evidence("responsible.robustness", ["--die-on-missing"])
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("got no answer"), "\(found.finding)")
    #expect(found.finding.contains("cannot convert None to a number"), "\(found.finding)")
  }

  @Test(
    "a model without an answer for missing values, which test does not have, asks for attention")
  func silent() throws {
    let found = try evidence("responsible.robustness", ["--silent-on-missing"])
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("or one that is no number"), "\(found.finding)")
  }

  @Test("the inputs that the model reads come first, and those that it does not may add nothing")
  func importance() throws {
    let found = try evidence("responsible.importance")
    #expect(found.status == .pass, "\(found.finding)")
    let first = Set(found.measurements.prefix(2).map(\.name))
    #expect(first == ["loss of rocAUC without income", "loss of rocAUC without age"])
    let gender = try #require(found.measurements.first { $0.name.hasSuffix("gender") })
    #expect(gender.value == 0)
    #expect(found.finding.contains("gender"), "\(found.finding)")
  }

  @Test("a protected column that matters asks for attention")
  func protected() throws {
    let found = try evidence("responsible.importance", ["--use-gender"]) { sample in
      sample.sets["test"]?.change("truth") { row, value in
        row % 8 < 4 ? (value == "1" ? "0" : "1") : value
      }
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("protected gender matters"), "\(found.finding)")
  }

  @Test(
    "a model that is not there is told, and no other check suffers",
    arguments: ["parity.predictions", "responsible.robustness", "responsible.importance"])
  func absent(_ id: String) throws {
    let found = try evidence(id) { $0.model["command"] = "./nowhere" }
    #expect(found.status == .attention && found.isBroken, "\(found.finding)")
    #expect(found.finding.contains("could not be started"), "\(found.finding)")
  }

  @Test("without a model the checks are missing and say which line names one")
  func unnamed() throws {
    let assessed = try Assessed(Sample(.binary, rows: 300), aspects: [.parity, .responsible])
    for id in ["parity.predictions", "responsible.robustness", "responsible.importance"] {
      let found = try #require(assessed[id])
      #expect(found.status == .missing)
      #expect(found.remedy?.contains("`onnx: model.onnx` under `model:`") == true)
    }
  }

  @Test(
    "a model that is declared unclearly is refused with its line",
    arguments: [
      (["onnx": "a.onnx", "url": "http://h/", "protocol": "json"], "named by onnx and by url"),
      (["url": "http://h/"], "nothing says what the endpoint speaks"),
      (["protocol": "oip"], "no url"),
      (["onnx": "a.onnx", "template": "'{{rows}}'"], "belongs to"),
      (["onnx": "a.onnx", "token-variable": "T"], "belongs to url"),
    ])
  func unclear(_ keys: [String: String], _ words: String) throws {
    var sample = Sample(.binary, rows: 300)
    sample.model = keys
    #expect {
      _ = try Assessed(sample)
    } throws: { "\($0)".contains(words) }
  }
}
