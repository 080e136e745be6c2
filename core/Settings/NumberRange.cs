using Executor.Core.Arithmetic;

namespace Executor.Core.Settings;

/// <summary>Bounds of a setting, and their wording.</summary>
internal readonly record struct NumberRange(decimal Least, bool LeastIsAllowed, decimal Most, bool MostIsAllowed)
{
    public static NumberRange AboveZero { get; } = new(0m, false, decimal.MaxValue, true);

    public static NumberRange ZeroOrMore { get; } = new(0m, true, decimal.MaxValue, true);

    public static NumberRange ProperFraction { get; } = new(0m, false, 1m, false);

    public bool Holds(decimal value) =>
        (LeastIsAllowed ? value >= Least : value > Least) && (MostIsAllowed ? value <= Most : value < Most);

    public override string ToString()
    {
        var least = LeastIsAllowed ? $"of {NumberText.Plain(Least)} or more" : $"above {NumberText.Plain(Least)}";
        return Most == decimal.MaxValue ? least : $"{least} and {(MostIsAllowed ? "at most" : "below")} {NumberText.Plain(Most)}";
    }
}
