/// A factor between two units that are easily taken for one another.
package struct UnitFactor: Sendable, Hashable {
  /// How many of the smaller unit make one of the larger.
  package let factor: Double
  /// What it is between, the larger first: `hours and seconds`.
  package let units: String

  /// Factors that people know.
  package static let all: [UnitFactor] = [
    UnitFactor(
      factor: 100, units: "euros and cents, metres and centimetres, shares and percent"),
    UnitFactor(factor: 1_000, units: "kilometres and metres, seconds and milliseconds"),
    UnitFactor(factor: 1_000_000, units: "seconds and microseconds"),
    UnitFactor(factor: 10, units: "centimetres and millimetres"),
    UnitFactor(factor: 7, units: "weeks and days"),
    UnitFactor(factor: 12, units: "years and months, feet and inches, dozens and pieces"),
    UnitFactor(factor: 24, units: "days and hours"),
    UnitFactor(factor: 60, units: "hours and minutes, minutes and seconds"),
    UnitFactor(factor: 365.25, units: "years and days"),
    UnitFactor(factor: 1_440, units: "days and minutes"),
    UnitFactor(factor: 3_600, units: "hours and seconds"),
    UnitFactor(factor: 86_400, units: "days and seconds"),
    UnitFactor(factor: 1_024, units: "kibibytes and bytes"),
    UnitFactor(factor: 8, units: "bytes and bits"),
    UnitFactor(factor: 1.609_344, units: "miles and kilometres"),
    UnitFactor(factor: 1.852, units: "nautical miles and kilometres"),
    UnitFactor(factor: 2.54, units: "inches and centimetres"),
    UnitFactor(factor: 1 / 0.3048, units: "metres and feet"),
    UnitFactor(factor: 1 / 0.453_592_37, units: "kilograms and pounds"),
    UnitFactor(factor: 3.6, units: "metres a second and kilometres an hour"),
    UnitFactor(factor: 4.184, units: "calories and joules"),
    UnitFactor(factor: 57.295_779_513_082_32, units: "radians and degrees"),
  ]
}
