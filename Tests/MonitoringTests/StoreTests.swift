import Foundation
import Measurements
import Testing

@testable import Monitoring

@Suite struct ObservationStoreTests {
  static func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite").path
  }

  @Test("What was recorded is read back as it was, also by another program")
  func roundTrip() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let pipeline = try Pipeline()
    for day in 0..<12 { try pipeline.record(Pipeline.rows(day: day), day: day) }
    let store = try ObservationStore(path: path)
    for (run, profile) in zip(pipeline.runs, pipeline.profiles) {
      #expect(try store.record(run, profile: profile))
    }
    let again = try ObservationStore(path: path)
    let stage = ObservationStore.Stage(dataset: "orders", stage: "raw")
    #expect(try again.stages() == [stage])
    #expect(try again.runs(of: stage) == pipeline.runs)
    #expect(try again.profiles(of: pipeline.runs.suffix(3)) == pipeline.profiles.suffix(3))
    let middle = pipeline.runs[5]
    #expect(try again.runs(of: stage, before: middle.at, limit: 2) == Array(pipeline.runs[3..<5]))
    #expect(try again.run(of: stage, at: middle.at) == middle)
    #expect(try again.latest("raw", of: "orders", until: middle.at) == middle)
    #expect(try again.latest("orders", of: "other", until: middle.at) == middle)
    #expect(try again.latest("gone", of: "orders", until: middle.at) == nil)
  }

  @Test("A moment that is taken stays as it is, and an accepted run says why")
  func takenAndAccepted() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let pipeline = try Pipeline()
    let run = try pipeline.record(Pipeline.rows(day: 0), day: 0)
    let profile = try #require(pipeline.profiles.first)
    let store = try ObservationStore(path: path)
    #expect(try store.record(run, profile: profile))
    let other = try pipeline.record(Pipeline.rows(day: 0, rows: 7), day: 0)
    #expect(try !store.record(other, profile: profile))
    #expect(try store.accept(run.run, because: "agreed")?.accepted == "agreed")
    #expect(try store.accept("none", because: "agreed") == nil)
    let stage = ObservationStore.Stage(dataset: "orders", stage: "raw")
    #expect(try store.runs(of: stage).map(\.accepted) == ["agreed"])
  }
}
