import Foundation
import Measurements
import Testing

@testable import Learners

@Suite("A model in an ONNX file")
struct ONNXPredictorTests {
  /// 1e-6: the models hold single precision, which ends there for probabilities.
  @Test(
    "answers what scikit-learn answers",
    arguments: [("matrix.onnx", \ModelFixture.Golden.matrix), ("maps.onnx", \.maps)])
  func matrix(_ file: String, _ key: any KeyPath<ModelFixture.Golden, [Double]> & Sendable) throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path(file)))
    let predictions = try model.predict(ModelFixture.rows(), batch: 7)
    let scores = try OutputChoice(nil).numbers(predictions, positive: "1")
    let expected = try ModelFixture.golden()[keyPath: key]
    #expect(scores.count == expected.count)
    for (score, golden) in zip(scores, expected) { #expect((score - golden).magnitude < 1e-6) }
  }

  @Test("that takes one input a column gets each by its name and type")
  func columns() throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path("columns.onnx")))
    // Another order, and a column that the model does not read.
    let rows = try ModelFixture.rows(["carrier", "wind", "hour", "distance"])
    let predictions = try model.predict(rows)
    let scores = try OutputChoice("probabilities[0]").numbers(predictions)
    for (score, golden) in zip(scores, try ModelFixture.golden().columns) {
      #expect((score - golden).magnitude < 1e-6)
    }
    #expect(try Set(OutputChoice("label").classes(predictions)) == ["late", "on time"])
  }

  @Test("of a regression in double precision keeps all digits")
  func regression() throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path("regression.onnx")))
    let values = try OutputChoice(nil).numbers(model.predict(ModelFixture.rows()))
    for (value, golden) in zip(values, try ModelFixture.golden().regression) {
      #expect((value - golden).magnitude < 1e-9)
    }
  }

  @Test("may keep its values in a file beside it, and nowhere else")
  func externalData() throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path("external.onnx")))
    let rows = try ModelFixture.rows("X", [1, 2])
    #expect(try OutputChoice("Y").numbers(model.predict(rows)) == [1.5, 2.5])
    #expect(throws: PredictorError.self) {
      try ONNXModelFile(ModelFixture.path("escaping.onnx"))
    }
    do throws(PredictorError) {
      _ = try ModelFixture.open(.onnx(ModelFixture.path("escaping.onnx")))
      Issue.record("a model that reads outside of its folder was loaded")
    } catch {
      #expect(error.isRefusal && error.description.contains("../constant.bin"))
    }
  }

  @Test("whose values lie behind a link out of its folder is refused")
  func link() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-onnx-\(UUID())")
    let inner = folder.appending(path: "inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data([0, 0, 0, 63]).write(to: folder.appending(path: "secret"))
    try FileManager.default.createSymbolicLink(
      at: inner.appending(path: "constant.bin"),
      withDestinationURL: folder.appending(path: "secret"))
    let model = inner.appending(path: "external.onnx")
    try FileManager.default.copyItem(
      at: ModelFixture.folder.appending(path: "external.onnx"), to: model)
    #expect(throws: PredictorError.self) { try ONNXModelFile(model.path) }
  }

  @Test(
    "that is none is refused before any library reads it",
    arguments: [
      Data(), Data("no model".utf8), Data(repeating: 0xFF, count: 40), Data([0x3A, 0x7F]),
    ])
  func damaged(_ bytes: Data) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).onnx")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    do throws(PredictorError) {
      _ = try ONNXModelFile(file.path)
      Issue.record("\(bytes.count) bytes were taken for a model")
    } catch {
      #expect(error.description.contains("is no ONNX model"), "\(error)")
    }
  }

  @Test("that is absent or a folder is told so", arguments: ["nowhere.onnx", "."])
  func absent(_ name: String) {
    #expect(throws: PredictorError.self) { try ONNXModelFile(ModelFixture.path(name)) }
  }

  @Test("is not asked with another number of columns, or a text for a number")
  func unfit() throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path("matrix.onnx")))
    for (columns, words) in [
      (["distance", "hour"], "asks for 3 columns in “X” and there are 2: distance, hour"),
      (["distance", "hour", "carrier"], "column “carrier”: it holds texts"),
    ] {
      do throws(PredictorError) {
        _ = try model.predict(try ModelFixture.rowsOrRefusal(columns))
        Issue.record("\(columns) were taken")
      } catch {
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }

  @Test("that takes whole numbers is not given a missing one, and the row is named")
  func missingWhole() throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path("columns.onnx")))
    let rows = try ModelFixture.rows(["distance", "hour", "wind", "carrier"]).replacing([
      .init(name: "hour", values: .numeric([3, 4, .nan] + Array(repeating: 1, count: 21)))
    ])
    do throws(PredictorError) {
      _ = try model.predict(rows, batch: 2)
      Issue.record("a missing whole number was sent")
    } catch {
      #expect(error.description.hasPrefix("row 3, column “hour”: the value is missing"), "\(error)")
    }
  }

  @Test("may be asked by several threads at once")
  func threads() async throws {
    let model = try ModelFixture.open(.onnx(ModelFixture.path("matrix.onnx")))
    let rows = try ModelFixture.rows()
    let expected = try model.predict(rows)
    try await withThrowingTaskGroup(of: Predictions.self) { group in
      for _ in 0..<16 { group.addTask { try model.another().predict(rows) } }
      for try await predictions in group { #expect(predictions == expected) }
    }
  }
}

extension ModelFixture {
  /// The rows, where only a predictor's error is of interest.
  static func rowsOrRefusal(_ columns: [String]) throws(PredictorError) -> ModelRows {
    do {
      return try rows(columns)
    } catch {
      throw .declaration("the fixture cannot be read", remedy: "run its generator")
    }
  }
}
