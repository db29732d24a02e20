internal import ArgumentParser
internal import Measurements

/// Which columns play which role; spelled alike in every command.
struct ModelOptions: ParsableArguments {
  @Option(help: "The kind of prediction.")
  var task: MetricOptions.Task

  @Option(help: ArgumentHelp("The column of what happened.", valueName: "col"))
  var target: String

  @Option(help: ArgumentHelp("The column of the predicted class or value.", valueName: "col"))
  var prediction: String?

  @Option(
    help: ArgumentHelp("The column of the positive class' probability.", valueName: "col"))
  var score: String?

  @Option(help: ArgumentHelp("The target's value that is positive.", valueName: "value"))
  var positive: String?

  @Option(help: ArgumentHelp("The smallest score called positive.", valueName: "x"))
  var threshold = 0.5

  @Option(help: ArgumentHelp("The column of each row's time.", valueName: "col"))
  var timestamp: String?

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is out of range: expected a share such as 0.95")
    }
    guard threshold.isFinite else {
      throw ValidationError("--threshold must be a finite number")
    }
    for (option, column) in [("--score", score), ("--prediction", prediction)]
    where column == target {
      throw ValidationError(
        "\(option) and --target name one column, \(target): what is predicted cannot be the prediction"
      )
    }
  }
}

extension MetricOptions.Task: ExpressibleByArgument {}
