internal import ArgumentParser
internal import Measurements

/// How weak slices are searched for.
struct SliceArguments: ParsableArguments {
  @Flag(help: "Also search for groups of rows that the model is worse on.")
  var slices = false

  @Option(
    help: ArgumentHelp(
      "The columns to search; else all that the model does not use.", valueName: "col,…"))
  var sliceColumns: ColumnList?

  @Option(help: ArgumentHelp("Conditions of a slice at most: 1, 2 or 3.", valueName: "n"))
  var sliceConditions = 3

  @Option(help: ArgumentHelp("Bins of a column of numbers, by quantiles.", valueName: "n"))
  var sliceBins = 10

  @Option(help: ArgumentHelp("The smallest share of rows of a slice.", valueName: "share"))
  var sliceSupport = 0.01

  @Option(
    help: ArgumentHelp(
      "What is compared: errorRate, logLoss, brier, absoluteError, squaredError or column:NAME.",
      valueName: "loss"))
  var sliceLoss: RowLoss?

  @Option(help: ArgumentHelp("Slices to put to the test at most.", valueName: "n"))
  var sliceLimit = 10

  @Option(
    help: ArgumentHelp("Share of the reported slices that may be false.", valueName: "share"))
  var falseDiscoveries = 0.05

  @Option(help: ArgumentHelp("Seed of everything drawn at random.", valueName: "n"))
  var seed: UInt64 = 1

  /// The options of the search.
  var options: SliceOptions {
    var options = SliceOptions()
    options.columns = sliceColumns?.names
    options.conditions = sliceConditions
    options.bins = sliceBins
    options.support = sliceSupport
    options.loss = sliceLoss
    options.limit = sliceLimit
    options.falseDiscoveryRate = falseDiscoveries
    options.seed = seed
    return options
  }
}

extension RowLoss: ExpressibleByArgument {
  /// The name of a loss.
  public init?(argument: String) {
    self.init(argument)
  }
}
