internal import ArgumentParser
internal import Measurements

extension WindowLength: ExpressibleByArgument {
  /// `day`, `week`, `month`, `quarter`, `year` or a number of rows.
  public init?(argument: String) {
    self.init(argument)
  }
}

/// Names of columns separated by commas: `a,b`; a comma in a name is written `\,`.
struct ColumnList: ExpressibleByArgument, Sendable {
  let names: [String]

  init?(argument: String) {
    var names = [""]
    var isEscaped = false
    for character in argument {
      if isEscaped {
        names[names.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        names.append("")
      } else {
        names[names.count - 1].append(character)
      }
    }
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.names = names
  }
}
