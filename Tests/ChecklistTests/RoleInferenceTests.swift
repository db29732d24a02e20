import Checklist
import Testing

@Suite("Roles of columns")
struct RoleInferenceTests {
  private static let flights = ProjectDraftTests.flights
  private static func column(
    _ name: String, _ kind: ColumnSummary.Kind = .numeric, _ distinct: Int? = 500,
    _ range: ClosedRange<Double>? = -3.5...9.5, top: [(String, Int)] = []
  ) -> ColumnSummary {
    ProjectDraftTests.column(name, kind, distinct, range, top: top)
  }

  private static func sets(
    train: [ColumnSummary], scoring: [ColumnSummary]? = nil
  ) -> [DataSetSummary] {
    [DataSetSummary(role: .train, rows: 1000, columns: train)]
      + (scoring.map { [DataSetSummary(role: .scoring, rows: 100, columns: $0)] } ?? [])
  }

  @Test("Each role of the example is found, with its reason")
  func flights() throws {
    let roles = try RoleInference.roles(of: Self.flights, given: GivenRoles(target: "delayed"))
    #expect(roles.task.value == .binary)
    #expect(roles.positive?.value == "1" && roles.positive?.needsCheck == false)
    #expect(roles.score?.value == "p_delayed")
    #expect(roles.prediction == nil)
    #expect(roles.timestamp?.value == "departure" && roles.timestamp?.needsCheck == false)
    #expect(roles.identifier.map(\.value) == ["flight_id"])
    #expect(roles.entity?.value == "tail_id" && roles.entity?.needsCheck == true)
    #expect(roles.segments.map(\.value) == ["carrier"])
    #expect(roles.protected.map(\.value) == ["age_group"])
    #expect(roles.unavailableAtScoring.map(\.value) == ["arrival"])
  }

  @Test("Two columns that scoring lacks are no target, they are a question")
  func ambiguous() {
    let error = #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: Self.flights, given: GivenRoles())
    }
    #expect(
      error?.description
        == "2 columns could be the target: delayed, arrival; give the right one with --target COL")
  }

  @Test("The one column that scoring lacks is the target")
  func onlyOne() throws {
    let roles = try RoleInference.roles(
      of: Self.sets(train: [Self.column("a"), Self.column("price")], scoring: [Self.column("a")]),
      given: GivenRoles())
    #expect(roles.target.value == "price" && !roles.target.needsCheck)
    #expect(roles.task.value == .regression)
  }

  @Test("Without scoring data a typical name is taken and marked")
  func byName() throws {
    let roles = try RoleInference.roles(
      of: Self.sets(train: [Self.column("a"), Self.column("target")]), given: GivenRoles())
    #expect(roles.target.value == "target" && roles.target.needsCheck)
    #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(
        of: Self.sets(train: [Self.column("target"), Self.column("label")]), given: GivenRoles())
    }
  }

  @Test("A given column must exist")
  func unknown() {
    let error = #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: Self.flights, given: GivenRoles(target: "delayd"))
    }
    #expect(error?.remedy == "did you mean “delayed”?")
  }

  @Test(
    "The task follows the target's values",
    arguments: [
      (ColumnSummary.Kind.boolean, 2, "binary"), (.categorical, 2, "binary"),
      (.numeric, 2, "binary"), (.numeric, 400, "regression"), (.categorical, 3, "multiclass"),
      (.numeric, 5, "classes or amounts"), (.categorical, 1, "one value"),
    ])
  func task(kind: ColumnSummary.Kind, distinct: Int, expected: String) {
    let column = Self.column("y", kind, distinct, 0...4)
    do throws(RoleInferenceError) {
      let roles = try RoleInference.roles(
        of: Self.sets(train: [column]), given: GivenRoles(target: "y"))
      #expect(roles.task.value.rawValue == expected)
    } catch {
      #expect(error.message.contains(expected))
    }
  }

  private static let probabilities = ["cat", "dog", "bird"].map {
    column("p_\($0)", .numeric, 900, 0.01...0.98)
  }
  private static let animal = column(
    "animal", .categorical, 3, nil, top: [("dog", 500), ("cat", 300), ("bird", 200)])

  @Test("A column whose values are the target's classes holds the prediction, to be checked")
  func classesSpelledAlike() throws {
    let called = Self.column(
      "called", .categorical, 3, nil, top: [("dog", 450), ("cat", 350), ("bird", 200)])
    let food = Self.column(
      "food", .categorical, 3, nil, top: [("dog", 450), ("cat", 350), ("fish", 200)])
    let roles = try RoleInference.roles(
      of: Self.sets(train: [Self.animal, food, called]), given: GivenRoles(target: "animal"))
    #expect(roles.prediction?.value == "called" && roles.prediction?.needsCheck == true)
    #expect(roles.segments.map(\.value) == ["food"])
    let named = Self.column(
      "predicted", .categorical, 3, nil, top: [("dog", 450), ("cat", 350), ("bird", 200)])
    let chosen = try RoleInference.roles(
      of: Self.sets(train: [Self.animal, called, named]), given: GivenRoles(target: "animal"))
    #expect(chosen.prediction?.value == "predicted")
  }

  @Test("Columns that are named like the classes hold their probabilities")
  func probabilities() throws {
    let columns = [Self.animal, Self.column("a")] + Self.probabilities
    let roles = try RoleInference.roles(
      of: Self.sets(train: columns), given: GivenRoles(target: "animal"))
    #expect(roles.task.value == .multiclass)
    #expect(roles.classes?.value == ["bird", "cat", "dog"])
    #expect(roles.probabilities?.value == ["p_bird", "p_cat", "p_dog"])
    #expect(roles.probabilities?.needsCheck == true)
    #expect(roles.segments.isEmpty && roles.score == nil)
    let incomplete = try RoleInference.roles(
      of: Self.sets(train: columns.dropLast()), given: GivenRoles(target: "animal"))
    #expect(incomplete.probabilities == nil && incomplete.classes == nil)
    var given = GivenRoles(target: "animal")
    given.probabilities = ["p_cat", "p_dog", "p_bird"]
    given.classes = ["cat", "dog", "bird"]
    let told = try RoleInference.roles(of: Self.sets(train: columns), given: given)
    #expect(told.probabilities?.value == given.probabilities && told.classes?.needsCheck == false)
    given.probabilities = ["p_cat", "p_dgo"]
    #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: Self.sets(train: columns), given: given)
    }
  }

  @Test("The column that has one row at each time names the series of a forecast")
  func series() throws {
    let columns = [
      Self.column("sold"), Self.column("yhat"), Self.column("day", .timestamp, 100),
      Self.column("shop", .categorical, 10), Self.column("weather", .categorical, 4),
    ]
    var given = GivenRoles(task: .forecast, target: "sold")
    given.season = 7
    let roles = try RoleInference.roles(of: Self.sets(train: columns), given: given)
    #expect(roles.timestamp?.value == "day" && roles.prediction?.value == "yhat")
    #expect(roles.series?.value == ["shop"] && roles.series?.needsCheck == true)
    #expect(roles.segments.map(\.value) == ["weather"])
    #expect(roles.season?.value == 7 && roles.horizon == nil)
    given.series = ["weather"]
    #expect(
      try RoleInference.roles(of: Self.sets(train: columns), given: given).series?.value
        == ["weather"])
    let error = #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(
        of: Self.sets(train: [Self.column("sold")]),
        given: GivenRoles(task: .forecast, target: "sold"))
    }
    #expect(error?.remedy == "give its column with --timestamp COL")
  }

  @Test("What a task does not have is refused, with the task that has it")
  func foreign() {
    var given = GivenRoles(target: "delayed")
    given.series = ["carrier"]
    let error = #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: Self.flights, given: given)
    }
    #expect(error?.message == "--series has no meaning for the task binary")
    #expect(error?.remedy == "leave it out, or give --task forecast")
    let price = Self.sets(train: [Self.column("price"), Self.column("p")])
    #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: price, given: GivenRoles(target: "price", score: "p"))
    }
  }

  @Test("A ranking has a query, an item and a score, by their names")
  func ranking() throws {
    let columns = [
      Self.column("liked", .numeric, 2, 0...1), Self.column("user_id", .numeric, 50, 1...50),
      Self.column("film", .numeric, 400, 1...400), Self.column("score"),
    ]
    let given = GivenRoles(task: .ranking, target: "liked")
    let roles = try RoleInference.roles(of: Self.sets(train: columns), given: given)
    #expect(roles.entity?.value == "user_id" && roles.item?.value == "film")
    #expect(roles.score?.value == "score" && roles.prediction == nil && roles.positive == nil)
    let error = #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: Self.sets(train: [columns[0], columns[3]]), given: given)
    }
    #expect(error?.remedy == "give its column with --entity COL")
  }

  @Test(
    "Single years of age are too many groups, and a number that is unique and called uid tells rows apart"
  )
  func numbersOnPeople() throws {
    let columns = [
      Self.column("late", .boolean, 2, nil), Self.column("age", .numeric, 73, 18...90),
      Self.column("sex", .numeric, 2, 0...1), Self.column("uid", .numeric, nil, 7...90_000_001),
    ]
    let roles = try RoleInference.roles(
      of: Self.sets(train: columns), given: GivenRoles(target: "late"))
    #expect(roles.protected.map(\.value) == ["sex"])
    #expect(roles.protectedNumbers == ["age"])
    #expect(roles.identifier.map(\.value) == ["uid"])
    let draft = ProjectDraft(modelName: "m", sources: [.train: "a.csv"], roles: roles)
    #expect(draft.text.contains("# CHECK age: protected by name, but numbers make no groups."))
    #expect(draft.guesses.contains { $0.text.hasPrefix("age: protected by name") })
  }

  @Test("A probability that is called a prediction is the score")
  func scoreAsPrediction() throws {
    let roles = try RoleInference.roles(
      of: Self.flights, given: GivenRoles(target: "delayed", prediction: "p_delayed"))
    #expect(roles.score?.value == "p_delayed")
    #expect(roles.prediction == nil)
  }

  @Test("The rarer of two unknown words is positive, to be checked")
  func rarer() throws {
    let target = Self.column("y", .categorical, 2, nil, top: [("stay", 900), ("leave", 100)])
    let roles = try RoleInference.roles(
      of: Self.sets(train: [target]), given: GivenRoles(target: "y"))
    #expect(roles.positive?.value == "leave" && roles.positive?.needsCheck == true)
  }

  @Test("A given positive value must be one of the target's")
  func givenPositive() throws {
    let given = GivenRoles(target: "delayed", positive: "yes")
    let error = #expect(throws: RoleInferenceError.self) {
      try RoleInference.roles(of: Self.flights, given: given)
    }
    #expect(error?.remedy == "give --positive as one of \"0\", \"1\"")
    let numeric = GivenRoles(target: "delayed", positive: "1.0")
    #expect(try RoleInference.roles(of: Self.flights, given: numeric).positive?.value == "1.0")
  }

  @Test("Numbers that happen to differ are no identifier")
  func measurements() throws {
    let roles = try RoleInference.roles(
      of: Self.sets(train: [Self.column("y"), Self.column("weight", .numeric, 1000)]),
      given: GivenRoles(target: "y"))
    #expect(roles.identifier.isEmpty)
  }
}
