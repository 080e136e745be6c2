using System.Globalization;

namespace Executor.Fuzz.Running;

/// <summary>How long a target is fed: seconds for each in CI, a number of inputs in the long run.</summary>
/// <param name="Seconds">Longest time; null: no bound.</param>
/// <param name="Inputs">Most inputs; null: no bound.</param>
/// <param name="Seed">What everything is drawn from.</param>
internal sealed record FuzzBudget(double? Seconds, long? Inputs, int Seed)
{
    private const double DefaultSeconds = 15;

    /// <summary>From EXECUTOR_FUZZ_SECONDS (for all targets together, default 15), EXECUTOR_FUZZ_INPUTS (for each target, takes the place of seconds) and
    /// EXECUTOR_FUZZ_SEED (default 1).</summary>
    public static FuzzBudget FromEnvironment(int targets)
    {
        var inputs = Number("EXECUTOR_FUZZ_INPUTS");
        return new FuzzBudget(inputs is null ? (Number("EXECUTOR_FUZZ_SECONDS") ?? DefaultSeconds) / targets : null, (long?)inputs, (int)(Number("EXECUTOR_FUZZ_SEED") ?? 1));
    }

    private static double? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InvalidOperationException($"{name} must be a number above 0, is '{text}'.");
}
