internal import ArgumentParser
internal import Measurements

/// Which rows are pieces of one thing.
struct EntityArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How pieces decide for the thing: any, mean, max or k-of-n:K.", valueName: "rule"))
  var aggregate: EntityAggregate?

  @Option(help: ArgumentHelp("Pieces of a whole thing in production.", valueName: "n"))
  var pieces: Int?

  @Option(
    help: ArgumentHelp("Positive pieces of a positive thing; else 1.", valueName: "n"))
  var positivePieces: Int?

  @Option(
    help: ArgumentHelp("Share of positive things in production.", valueName: "share"))
  var entityPrevalence: Double?

  /// The options; nil without an entity, and of a task that has entities of its own.
  func options(_ entity: String?, _ task: MetricOptions.Task) -> EntityOptions? {
    guard task == .binary || task == .regression else { return nil }
    return entity.map {
      EntityOptions(
        column: $0, aggregate: aggregate ?? .max, pieces: pieces, positivePieces: positivePieces,
        prevalence: entityPrevalence)
    }
  }

  /// Refuses what has no meaning without an entity.
  func check(entity: String?) throws {
    guard entity == nil else { return }
    let given: [(String, Bool)] = [
      ("--aggregate", aggregate != nil), ("--pieces", pieces != nil),
      ("--positive-pieces", positivePieces != nil),
      ("--entity-prevalence", entityPrevalence != nil),
    ]
    if let (option, _) = given.first(where: { $0.1 }) {
      throw ValidationError("\(option) needs --entity, the column of the thing rows are pieces of")
    }
  }
}

extension EntityAggregate: ExpressibleByArgument {
  /// The name of a rule.
  public init?(argument: String) {
    self.init(argument)
  }
}
