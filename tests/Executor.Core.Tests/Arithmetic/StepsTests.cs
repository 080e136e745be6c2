using CsCheck;
using Executor.Core.Arithmetic;

namespace Executor.Core.Tests.Arithmetic;

public sealed class StepsTests
{
    private static readonly Gen<(decimal X, decimal Step)> AnyNumberAndStep = Gen.Select(
        Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 10], Gen.Int[1, 500], Gen.Int[0, 8],
        (mantissa, scale, steps, stepScale) => (Scaled(mantissa, scale), Scaled(steps, stepScale)));

    [Theory]
    [InlineData("94999.999", "0.01", "94999.99")]
    [InlineData("0.00105263", "0.00001", "0.00105")]
    [InlineData("-1.005", "0.01", "-1.01")]
    [InlineData("95000", "0.01", "95000.00")]
    public void FloorTo_AnyNumber_GoesTowardsMinusInfinity(string x, string step, string expected) =>
        Assert.Equal(Exact.Of(expected), Steps.FloorTo(Exact.Of(x), Exact.Of(step)));

    [Theory]
    [InlineData("94999.991", "0.01", "95000.00")]
    [InlineData("0.30000000000000004", "0.1", "0.4")]
    [InlineData("-1.005", "0.01", "-1.00")]
    public void CeilTo_AnyNumber_GoesTowardsPlusInfinity(string x, string step, string expected) =>
        Assert.Equal(Exact.Of(expected), Steps.CeilTo(Exact.Of(x), Exact.Of(step)));

    [Theory]
    [InlineData("1.005", "0.01", "1.01")]
    [InlineData("2.5", "1", "3")]
    [InlineData("-2.5", "1", "-3")]
    [InlineData("95000.123", "0.05", "95000.10")]
    public void NearTo_Halves_GoAwayFromZero(string x, string step, string expected) =>
        Assert.Equal(Exact.Of(expected), Steps.NearTo(Exact.Of(x), Exact.Of(step)));

    [Fact]
    public void W43_DifferenceOfDecimals_LosesNoStep() =>
        // 0.00105 - 0.0005 is 0.00054999.. in doubles and would be floored to 0.00054.
        Assert.Equal(0.00055m, Steps.FloorTo(0.00105m - 0.0005m, 0.00001m));

    [Theory]
    [InlineData("0")]
    [InlineData("-0.01")]
    public void AnyRounding_StepNotAboveZero_IsRefused(string step)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Steps.FloorTo(1m, Exact.Of(step)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Steps.CeilTo(1m, Exact.Of(step)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Steps.NearTo(1m, Exact.Of(step)));
    }

    [Fact]
    public void FloorTo_LongerNumber_HasTheDecimalsOfTheStep() => Assert.Equal(2, Steps.FloorTo(94999.99900m, 0.01m).Scale);

    [Fact]
    public void FloorAndCeil_AnyNumber_EncloseItByLessThanAStep() => AnyNumberAndStep.Sample(
        (x, step) =>
        {
            var (floor, ceil) = (Steps.FloorTo(x, step), Steps.CeilTo(x, step));
            Assert.True(floor <= x && x < floor + step);
            Assert.True(ceil - step < x && x <= ceil);
            Assert.True(Steps.IsMultiple(floor, step) && Steps.IsMultiple(ceil, step));
            Assert.Equal(-floor, Steps.CeilTo(-x, step));
        });

    [Fact]
    public void NearTo_AnyNumber_IsAtMostHalfAStepAway() => AnyNumberAndStep.Sample(
        (x, step) =>
        {
            var near = Steps.NearTo(x, step);
            Assert.True(Math.Abs(near - x) * 2m <= step && Steps.IsMultiple(near, step));
            Assert.Equal(-near, Steps.NearTo(-x, step));
            Assert.Equal(near, Steps.NearTo(near, step));
        });

    private static decimal Scaled(long mantissa, int scale) => mantissa * new decimal(1, 0, 0, false, (byte)scale);
}
