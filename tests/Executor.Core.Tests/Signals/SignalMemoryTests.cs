using System.Text.Json;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Signals;

public sealed class SignalMemoryTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Now = Start.AddHours(1);

    [Fact]
    public void Judge_KeySeenBefore_IsDuplicate()
    {
        var memory = SignalMemory.For(Settings()).Remember(SignalAt("a", 0), Now);

        Assert.Equal(SignalVerdict.Duplicate, memory.Judge(SignalAt("a", 5), Now));
        Assert.Equal(SignalVerdict.New, memory.Judge(SignalAt("b", 5), Now));
    }

    [Fact]
    public void W38_EqualTimeWithAnotherKey_IsNewAndNotDropped() =>
        Assert.Equal(SignalVerdict.New, SignalMemory.For(Settings()).Remember(SignalAt("a", 0), Now).Judge(SignalAt("b", 0), Now));

    [Fact]
    public void Judge_UnseenButOlderThanTheNewest_IsLate() =>
        Assert.Equal(SignalVerdict.Late, SignalMemory.For(Settings()).Remember(SignalAt("a", 5), Now).Judge(SignalAt("b", 4), Now));

    [Fact]
    public void Remember_OlderSignal_KeepsTheWatermark()
    {
        var memory = SignalMemory.For(Settings()).Remember(SignalAt("a", 5), Now).Remember(SignalAt("b", 4), Now);

        Assert.Equal(Start.AddMinutes(5), memory.Watermark);
        Assert.Equal(["a", "b"], memory.Keys);
    }

    [Theory]
    [InlineData(120, SignalVerdict.New)]
    [InlineData(121, SignalVerdict.Future)]
    public void Judge_SignalDatedAheadOfTheClock_IsNewWithinTwoMinutes(int secondsAhead, SignalVerdict verdict) =>
        Assert.Equal(verdict, SignalMemory.For(Settings()).Judge(SignalAt("a", 0), Start.AddSeconds(-secondsAhead)));

    [Fact]
    public void Remember_SignalDatedAheadOfTheClock_RaisesTheWatermarkToNowAndMutesNothing()
    {
        var memory = SignalMemory.For(Settings()).Remember(SignalAt("a", 2), Start);

        Assert.Equal(Start, memory.Watermark);
        Assert.Equal(SignalVerdict.New, memory.Judge(SignalAt("b", 1), Start.AddMinutes(1)));
    }

    [Fact]
    public void Judge_WhenTheWatermarkItselfLiesInTheFuture_IsNotMutedByIt()
    {
        var memory = SignalMemory.For(Settings()) with { Watermark = Start.AddYears(1) };

        Assert.Equal(SignalVerdict.New, memory.Judge(SignalAt("a", 0), Start));
        Assert.Equal(Start, memory.Remember(SignalAt("a", 0), Start).Watermark);
    }

    [Fact]
    public void W38_MoreKeysThanCapacity_ForgetsTheOldestOnly()
    {
        var memory = new[] { "a", "b", "c", "d" }
            .Aggregate(SignalMemory.For(Settings() with { SeenKeysMax = 3 }), (known, key) => known.Remember(SignalAt(key, 0), Now));

        Assert.Equal(["b", "c", "d"], memory.Keys);
        Assert.Equal(SignalVerdict.New, memory.Judge(SignalAt("a", 0), Now));
        Assert.Equal(SignalVerdict.Duplicate, memory.Judge(SignalAt("b", 0), Now));
    }

    [Fact]
    public void WithSettings_OtherRule_ForgetsKeysAndKeepsTheWatermark()
    {
        var memory = SignalMemory.For(Settings()).Remember(SignalAt("a", 5), Now);

        var changed = memory.WithSettings(Settings() with { DedupPriceDecimals = 2 });

        Assert.Empty(changed.Keys);
        Assert.Equal(Start.AddMinutes(5), changed.Watermark);
        Assert.NotEqual(memory.Fingerprint, changed.Fingerprint);
        Assert.Same(memory, memory.WithFingerprint(memory.Fingerprint));
    }

    [Fact]
    public void Json_RoundTrip_JudgesAlike()
    {
        var memory = SignalMemory.For(Settings()).Remember(SignalAt("a", 1), Now).Remember(SignalAt("b", 2), Now);

        var read = JsonSerializer.Deserialize<SignalMemory>(JsonSerializer.Serialize(memory));

        Assert.NotNull(read);
        Assert.Equal(memory.Keys, read.Keys);
        Assert.Equal((memory.Watermark, memory.Fingerprint, memory.Capacity), (read.Watermark, read.Fingerprint, read.Capacity));
        Assert.Equal(SignalVerdict.Duplicate, read.Judge(SignalAt("a", 9), Now));
    }

    [Fact]
    public void DedupFingerprint_OfDefaults_IsTheHashOfItsRule() =>
        // printf 'peak-key-1|1|strict' | sha256sum
        Assert.Equal("f4250c095eab97dc249ff2f22263c3a4d87f02aab117ee25ae111714214518c0", DedupFingerprint.Of(1, true));

    private static SymbolSettings Settings() => new() { Symbol = "BTCUSDC" };

    private static Signal SignalAt(string key, int minute) =>
        new() { Key = key, Side = PositionSide.Long, Time = Start.AddMinutes(minute), Price = 95000m };
}
