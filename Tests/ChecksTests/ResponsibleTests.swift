import Checklist
import Foundation
import Testing

@Suite("Checks of responsible use")
struct ResponsibleTests {
  static let modelFiles = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/model-files").standardized.path

  private func evidence(
    _ id: String, _ task: Sample.Task = .binary, rows: Int = 1_500,
    _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Evidence {
    var sample = Sample(task, rows: rows)
    change(&sample)
    return try #require(try Assessed(sample, aspects: [.responsible])[id])
  }

  // MARK: - Fairness

  @Test("a default that is surely broken asks for attention, a limit of the team's fails")
  func declared() throws {
    func found(_ extra: String) throws -> Evidence {
      try evidence("responsible.fairness", rows: 3_000) { sample in
        sample.extra = extra
        sample.sets["test"]?.change("model") { row, score in
          row % 8 < 4 ? score : Sample.number((Double(score) ?? 0) * 0.55)
        }
      }
    }
    let attention = try found("")
    #expect(attention.status == .attention, "\(attention.finding)")
    #expect(attention.remedy?.contains("fairness.selection-ratio") == true)
    #expect(try found("fairness: {selection-ratio: 0.8}").status == .fail)
    // The team judges by another measure: the selection rates are no longer looked at.
    let other = try found("fairness: {odds-difference: 0.9}")
    #expect(other.status == .pass, "\(other.finding)")
    #expect(other.measurements.count == 1)
  }

  @Test("the measure that is nearest to its limit and the groups that decide are named")
  func named() throws {
    let found = try evidence("responsible.fairness", rows: 3_000)
    for words in ["by gender", "gender = f", "gender = m", "rate", "against a limit of"] {
      #expect(found.finding.contains(words), "\(words): \(found.finding)")
    }
    let hidden = try evidence("responsible.fairness", rows: 3_000) {
      $0.columns["personal"] = "[gender]"
    }
    #expect(hidden.finding.contains("[personal 1]"), "\(hidden.finding)")
    #expect(!hidden.finding.contains("= f") && !hidden.finding.contains("= m"))
  }

  @Test("of several classes each is held against the rest, and the class is named")
  func classes() throws {
    let alike = try evidence("responsible.fairness", .multiclass, rows: 3_000)
    #expect([.pass, .undecided].contains(alike.status), "\(alike.finding)")
    // A ratio of a class that nobody is called has no value.
    #expect(alike.measurements.count >= 5, "\(alike.measurements.map(\.name))")
    #expect(alike.measurements.allSatisfy { $0.name.hasSuffix("against the rest, by gender") })
    func found(_ extra: String = "") throws -> Evidence {
      try evidence("responsible.fairness", .multiclass, rows: 3_000) { sample in
        sample.extra = extra
        sample.sets["test"]?.change("model") { row, value in
          row % 8 < 4 && value == "c" ? "a" : value
        }
      }
    }
    let unequal = try found()
    #expect(unequal.status == .attention, "\(unequal.finding)")
    #expect(unequal.finding.contains("of “c” against the rest"), "\(unequal.finding)")
    #expect(unequal.finding.contains("gender = f") && unequal.finding.contains("gender = m"))
    #expect(try found("fairness: {selection-ratio: 0.8}").status == .fail)
  }

  @Test("combinations of protected columns are groups too")
  func intersections() throws {
    let found = try evidence("responsible.fairness", rows: 3_000) { sample in
      sample.columns["protected"] = "[gender, region]"
      // Each gender and each region is selected alike; their combinations are not.
      sample.sets["test"]?.change("model") { row, score in
        let isMale = row % 8 >= 4
        let isNorth = row % 4 < 2
        return isMale == isNorth ? score : Sample.number((Double(score) ?? 0) * 0.55)
      }
    }
    #expect(found.finding.contains("By gender × region"), "\(found.finding)")
    #expect(!found.finding.contains("By gender the"), "\(found.finding)")
    #expect(found.measurements.count == 6)
  }

  @Test("a protected column with a value a row hides no other")
  func ungrouped() throws {
    let found = try evidence("responsible.fairness") { $0.columns["protected"] = "[gender, id]" }
    #expect(found.status == .attention)
    #expect(found.finding.contains("id has more than 50 values"), "\(found.finding)")
    #expect(found.measurements.contains { $0.name.hasSuffix("by gender") })
  }

  @Test("groups that are too small enter no comparison, and one group alone is undecided")
  func small() throws {
    let found = try evidence("responsible.fairness", rows: 3_000) { sample in
      sample.sets["test"]?.change("gender") { row, value in row % 300 == 0 ? "x" : value }
    }
    #expect(found.finding.contains("Too small to compare: gender = x."), "\(found.finding)")
    let single = try evidence("responsible.fairness") { sample in
      sample.sets["test"]?.change("gender") { _, _ in "f" }
    }
    #expect(single.status == .undecided, "\(single.finding)")
  }

  @Test(
    "rows that are not about people are said so once, and silence is a gap",
    arguments: ["responsible.fairness", "responsible.inclusiveness"])
  func people(_ id: String) throws {
    let declared = try evidence(id) { $0.columns["protected"] = "[]" }
    #expect(declared.status == .notApplicable, "\(declared.finding)")
    let silent = try evidence(id) { $0.columns["protected"] = nil }
    #expect(silent.status == .missing)
    #expect(silent.remedy?.contains("`protected: [age_group, gender]`") == true)
  }

  @Test("limits of the other task are refused with their line")
  func foreignLimits() {
    for (task, extra) in [
      (Sample.Task.binary, "fairness: {error-ratio: 0.8}"),
      (.regression, "fairness: {selection-ratio: 0.8}"),
    ] {
      #expect {
        _ = try evidence("responsible.fairness", task) { $0.extra = extra }
      } throws: { "\($0)".contains("has no meaning for the task") }
    }
  }

  // MARK: - Inclusiveness

  @Test("the worst-served group is named and held against the goal")
  func worstServed() throws {
    let found = try evidence("responsible.inclusiveness", rows: 3_000) { sample in
      var state: UInt64 = 1
      sample.sets["test"]?.change("model") { row, score in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return row % 8 < 4 ? score : Sample.number(Double(state >> 40) / Double(1 << 24))
      }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("Worst served is gender = m"), "\(found.finding)")
    #expect(found.finding.contains("short of the goal of 0.7"), "\(found.finding)")
  }

  @Test("a group with few rows asks for attention, one that scoring alone has fails")
  func presence() throws {
    let small = try evidence("responsible.inclusiveness", rows: 3_000) { sample in
      for role in sample.sets.keys {
        sample.sets[role]?.change("gender") { row, value in row % 300 == 0 ? "x" : value }
      }
    }
    #expect(small.status == .attention, "\(small.finding)")
    #expect(small.finding.contains("gender = x (10 in train, 10 in test)"), "\(small.finding)")
    let absent = try evidence("responsible.inclusiveness") { sample in
      sample.sets["scoring"]?.change("gender") { row, value in row % 10 == 0 ? "x" : value }
    }
    #expect(absent.status == .fail, "\(absent.finding)")
  }

  // MARK: - Privacy

  @Test("personal data in a column that is known to hold them pass, by either declaration")
  func knownPersonal() throws {
    func found(_ change: (inout Sample) -> Void) throws -> Evidence {
      try evidence("responsible.privacy") { sample in
        sample.addContacts()
        change(&sample)
      }
    }
    let unknown = try found { _ in }
    #expect(unknown.status == .fail, "\(unknown.finding)")
    #expect(unknown.finding.contains("xxxxxxx.xxx") && !unknown.finding.contains("@example"))
    #expect(try found { $0.columns["personal"] = "[contact]" }.status == .pass)
    let marked = try found { sample in
      sample.contract = "version: 1\ncolumns: {contact: {personal: true, required: true}}"
    }
    #expect(marked.status == .pass, "\(marked.finding)")
    #expect(marked.finding.contains("Known as personal: contact."))
  }

  @Test("what was searched in a part of the rows is said of that part")
  func searched() throws {
    let found = try evidence("responsible.privacy", rows: 3_000) { sample in
      sample.baseline["sample"] = "1000"
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("in 1,000 of 3,000 train rows"), "\(found.finding)")
    #expect(
      found.finding.contains("may be in the others: with 95 % in fewer than one of 334"),
      "\(found.finding)")
  }

  @Test("a number or two in a free text, and a name that promises, ask for attention")
  func perhaps() throws {
    let stray = try evidence("responsible.privacy", rows: 3_000) { sample in
      sample.sets["train"]?["note"] = (0..<3_000).map {
        $0 == 7 ? "call +44 20 7946 0958" : "n\($0 % 40)"
      }
    }
    #expect(stray.status == .attention, "\(stray.finding)")
    #expect(stray.finding.contains("+00 00 0000 0000"))
    let named = try evidence("responsible.privacy") { sample in
      for role in sample.sets.keys { sample.copy(role, "region", to: "home_phone") }
    }
    #expect(named.status == .attention, "\(named.finding)")
    #expect(named.finding.contains("By its name personal: home_phone."), "\(named.finding)")
  }

  @Test("a default k asks for attention, sensitive values that a class gives away are told")
  func anonymity() throws {
    let alone = try evidence("responsible.anonymity") {
      $0.columns["quasi-identifiers"] = "[income]"
    }
    #expect(alone.status == .attention, "\(alone.finding)")
    #expect(alone.finding.contains("100 % are unique"), "\(alone.finding)")
    let given = try evidence("responsible.anonymity") { sample in
      sample.columns["quasi-identifiers"] = "[region]"
      sample.columns["sensitive"] = "[gender]"
      sample.extra = "privacy: {l: 2}"
      sample.sets["train"]?.change("gender") { row, value in row % 4 == 0 ? "f" : value }
    }
    #expect(given.status == .fail, "\(given.finding)")
    #expect(given.finding.contains("25 % of the rows give gender away"), "\(given.finding)")
    #expect(
      try evidence("responsible.anonymity") { $0.columns["quasi-identifiers"] = nil }.status
        == .missing)
    #expect(
      try evidence("responsible.anonymity") { $0.columns["quasi-identifiers"] = "[]" }.status
        == .notApplicable)
  }

  @Test("a model without memory tells nothing by its loss, one that knows its rows does")
  func membership() throws {
    for task in [Sample.Task.binary, .regression] {
      let found = try evidence("responsible.membership", task)
      #expect(found.status == .pass, "\(found.finding)")
    }
    let known = try evidence("responsible.membership") { sample in
      sample.copy("train", "truth", to: "model")
    }
    #expect(known.status == .attention, "\(known.finding)")
    #expect((known.measurements.last?.value ?? 0) > 0.5)
  }

  // MARK: - Model files

  @Test("each file is judged by what is in it, and a file that is not there hides no other")
  func files() throws {
    func found(_ names: [String], trusted: String? = nil) throws -> Evidence {
      try evidence("responsible.model-file", rows: 300) { sample in
        sample.model["files"] =
          "[\(names.map { "\(Self.modelFiles)/\($0)" }.joined(separator: ", "))]"
        sample.model["trusted-modules"] = trusted
      }
    }
    #expect(try found(["logistic.joblib", "plain.onnx"]).status == .pass)
    let both = try found(["nowhere.pkl", "hostile.joblib"])
    #expect(both.status == .fail, "\(both.finding)")
    #expect(both.finding.contains("there is no such file"), "\(both.finding)")
    let opaque = try found(["compressed.joblib"])
    #expect(opaque.status == .attention, "\(opaque.finding)")
    #expect(try found(["own-class.pkl"]).status == .attention)
    #expect(try found(["own-class.pkl"], trusted: "[ourteam]").status == .pass)
    #expect(try evidence("responsible.model-file", rows: 300).status == .missing)
  }
}
