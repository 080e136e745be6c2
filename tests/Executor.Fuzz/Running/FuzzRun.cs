using System.Diagnostics;
using Executor.Fuzz.Mutation;

namespace Executor.Fuzz.Running;

/// <summary>Feeds a target until its budget is used up. Every input has its own seed, so that each can be repeated alone.</summary>
internal static class FuzzRun
{
    /// <summary>An input that takes longer hangs: none needs a hundredth of it, the collector's pauses on a busy machine included.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>Inputs that one target lives through: after more, days of pauses have moved its clock out of the calendar.</summary>
    private const int Life = 50_000;

    private const int MostFindings = 10;

    /// <summary>Feeds; fails with all findings.</summary>
    public static async Task FeedAsync(string name, Func<Task<IFuzzTarget>> makeTarget, FuzzBudget budget)
    {
        var target = await makeTarget();
        await using var _ = new Lastly(() => target.DisposeAsync());
        var findings = new List<string>();
        var watch = Stopwatch.StartNew();
        var inputs = 0L;
        for (; inputs < (budget.Inputs ?? long.MaxValue) && watch.Elapsed.TotalSeconds < (budget.Seconds ?? double.MaxValue) && findings.Count < MostFindings; inputs++)
        {
            if (inputs > 0 && inputs % Life == 0)
            {
                await target.DisposeAsync();
                target = await makeTarget();
            }

            var seed = HashCode(budget.Seed, inputs);
            try
            {
                await target.FeedAsync(new Mutator(new Random(seed))).WaitAsync(Hang);
            }
            catch (Exception exception)
            {
                findings.Add($"seed {budget.Seed}, input {inputs}: {(exception is TimeoutException ? "it hangs" : exception.ToString())}{Environment.NewLine}  fed: {Shown(target.LastInput)}");
                if (exception is TimeoutException)
                {
                    break;
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{name}: {inputs} inputs");
        Console.WriteLine($"figure: fuzz {name}: {inputs} inputs in {watch.Elapsed.TotalSeconds:0.0} s, {findings.Count} findings");
        Assert.True(findings.Count == 0, $"{findings.Count} findings:{Environment.NewLine}{string.Join(Environment.NewLine, findings)}");
        Assert.True(inputs > 0, "Nothing was fed.");
    }

    private sealed class Lastly(Func<ValueTask> end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => end();
    }

    private static int HashCode(int seed, long input)
    {
        unchecked
        {
            var mixed = ((ulong)input + ((ulong)(uint)seed << 40) + 1) * 0x9E3779B97F4A7C15UL;
            return (int)((mixed ^ (mixed >> 29)) & int.MaxValue);
        }
    }

    private static string Shown(string input) => input.Length <= 2_000 ? input : $"{input[..2_000]}... ({input.Length} characters)";
}
